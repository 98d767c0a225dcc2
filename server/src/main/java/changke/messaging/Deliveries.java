package changke.messaging;

import changke.messaging.VariableType.Reader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Hands messages over. Several processes share the work; one whose process is killed between
/// sending and noting it is sent again under the same id.
@Component
class Deliveries {

  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
  private static final int BATCH = 50;
  private static final int MOST_BATCHES = 100;
  private static final int TRIES = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

  private final DeliveryRows rows;
  private final MessageRows messages;
  private final StandingRows standings;
  private final MessageTemplates templates;
  private final Contacts contacts;
  private final Post post;
  private final Pushes pushes;
  private final TextMessages texts;
  private final Returns returns;
  private final MessageLinks links;
  private final House house;
  private final Clock clock;

  Deliveries(
      DeliveryRows rows,
      MessageRows messages,
      StandingRows standings,
      MessageTemplates templates,
      Contacts contacts,
      Post post,
      Pushes pushes,
      TextMessages texts,
      Returns returns,
      MessageLinks links,
      House house,
      Clock clock,
      MeterRegistry meters) {
    this.rows = rows;
    this.messages = messages;
    this.standings = standings;
    this.templates = templates;
    this.contacts = contacts;
    this.post = post;
    this.pushes = pushes;
    this.texts = texts;
    this.returns = returns;
    this.links = links;
    this.house = house;
    this.clock = clock;
    meters.gauge("changke.messaging.deliveries.waiting", rows, DeliveryRows::waiting);
  }

  /// Batch after batch until nothing is due.
  void sendAllDue() {
    for (int batches = 0; batches < MOST_BATCHES && sendDue() == BATCH; batches++) {
      log.debug("more messages are due");
    }
  }

  int sendDue() {
    var due = rows.claim(clock.instant(), PATIENCE, BATCH);
    due.forEach(this::send);
    return due.size();
  }

  private void send(DeliveryRows.Due due) {
    var template = templates.version(due.template(), due.version());
    var contact = contacts.find(due.person()).orElse(null);
    var refusal = refusal(due, template, contact);
    if (contact == null || refusal != null) {
      rows.end(due.id(), "WITHHELD", refusal, null, clock.instant());
      messages.gaveUp(
          due.message(), refusal == null ? Reason.UNREACHABLE : refusal, clock.instant());
      return;
    }
    try {
      hand(due, template, contact);
      rows.end(due.id(), "SENT", null, null, clock.instant());
      messages.sent(due.message(), clock.instant());
    } catch (Pushes.GoneException e) {
      gone(due, "gone");
    } catch (RuntimeException e) {
      if (Smtp.isRefusedForGood(e) && due.address().channel() == Channel.EMAIL) {
        returns.suppress(
            new Returns.Sent(due.person(), due.address().value()), SuppressionRows.Cause.BOUNCE);
        gone(due, "refused");
        return;
      }
      failed(due, e.getClass().getSimpleName());
    }
  }

  /// Asks once more at the door: hours may have passed since the decision.
  private @Nullable Reason refusal(
      DeliveryRows.Due due, MessageTemplate template, @Nullable Contact contact) {
    var now = clock.instant();
    if (contact == null) {
      return Reason.UNREACHABLE;
    }
    if (due.expires() != null && !now.isBefore(due.expires())) {
      return Reason.EXPIRED;
    }
    var ways =
        standings.look(contact, template.topic(), now).ways(template, due.purpose(), contact);
    if (ways.open().contains(due.address())) {
      return null;
    }
    return ways.none() == null ? Reason.NO_CONSENT : ways.none();
  }

  private void hand(DeliveryRows.Due due, MessageTemplate template, Contact contact) {
    var variables = Variables.read(due.variables());
    var channel = due.address().channel();
    var link = new MessageLinks.Link(due.person(), due.message(), channel, template.topic());
    switch (channel) {
      case INBOX -> log.debug("message {} lies in the inbox", due.message());
      case EMAIL ->
          post.send(
              due.id(),
              due.address().value(),
              Stationery.mail(
                  template, variables, contact, link, due.purpose(), links, house.address()));
      case PUSH ->
          pushes.send(
              due.id(),
              UUID.fromString(due.address().value()),
              plain(template, variables, contact),
              "/my/messages/" + due.message());
      case SMS -> {
        var letter = plain(template, variables, contact);
        texts.send(
            due.id(),
            due.address().value(),
            letter.subject() + " " + house.address() + links.path("/letters/go/", link));
      }
    }
  }

  private Templates.Written plain(
      MessageTemplate template, Map<String, String> variables, Contact contact) {
    var reader = new Reader(contact.language(), contact.zone(), house.address());
    return Stationery.write(template, variables, contact.name(), reader);
  }

  /// The address will never answer: nothing is tried again.
  private void gone(DeliveryRows.Due due, String problem) {
    rows.end(due.id(), "FAILED", Reason.UNREACHABLE, problem, clock.instant());
    messages.gaveUp(due.message(), Reason.UNREACHABLE, clock.instant());
  }

  private void failed(DeliveryRows.Due due, String problem) {
    log.warn("delivery {} failed, try {}: {}", due.id(), due.attempts(), problem);
    var now = clock.instant();
    if (due.attempts() >= TRIES) {
      rows.end(due.id(), "FAILED", Reason.UNREACHABLE, problem, now);
      messages.gaveUp(due.message(), Reason.UNREACHABLE, now);
    } else {
      var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(due.attempts(), TRIES));
      rows.again(due.id(), problem, now.plus(pause));
    }
  }
}
