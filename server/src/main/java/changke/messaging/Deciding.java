package changke.messaging;

import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Decides what becomes of messages: when they are asked for, and again when a held one may leave.
/// One decision about one person at a time, over all processes.
@Component
class Deciding {

  private static final Logger log = LoggerFactory.getLogger(Deciding.class);

  /// Marketing gathers for a moment before it leaves, so that what matters more wins although it
  /// was asked for later.
  static final Duration GATHERING = Duration.ofSeconds(20);

  private static final int PEOPLE_AT_ONCE = 100;

  private final MessageRows messages;
  private final DeliveryRows deliveries;
  private final StandingRows standings;
  private final HouseRows house;
  private final MessageTemplates templates;
  private final Contacts contacts;
  private final ShopRhythm rhythm;
  private final TransactionOperations transaction;
  private final Ids ids;
  private final Clock clock;

  Deciding(
      MessageRows messages,
      DeliveryRows deliveries,
      StandingRows standings,
      HouseRows house,
      MessageTemplates templates,
      Contacts contacts,
      ShopRhythm rhythm,
      TransactionOperations transaction,
      Ids ids,
      Clock clock) {
    this.messages = messages;
    this.deliveries = deliveries;
    this.standings = standings;
    this.house = house;
    this.templates = templates;
    this.contacts = contacts;
    this.rhythm = rhythm;
    this.transaction = transaction;
    this.ids = ids;
    this.clock = clock;
  }

  Sending send(Message message) {
    standings.lock(message.to());
    var before = messages.answered(message.requestKey());
    return before.isPresent() ? before.get() : decide(message);
  }

  /// People are locked in the order of their ids, so that two such calls cannot wait for each
  /// other.
  List<Sending> sendAll(List<Message> all) {
    var answers = new HashMap<Integer, Sending>();
    IntStream.range(0, all.size())
        .boxed()
        .sorted(Comparator.comparing(i -> all.get(i).to().value()))
        .forEach(i -> answers.put(i, send(all.get(i))));
    return IntStream.range(0, all.size()).mapToObj(answers::get).toList();
  }

  boolean isHeldOut(PersonId person) {
    return Verdict.holdout(house.read().holdout()).holds(person.toString());
  }

  /// Sends a version of a template to whoever tries it out, past everything that would hold it.
  void tryOut(MessageTemplate template, Contact contact, Map<String, String> variables) {
    var now = clock.instant();
    var id = ids.next();
    var message =
        new Message(
            "test:" + id,
            contact.person(),
            template.name(),
            variables,
            Priority.NORMAL,
            "test:" + template.name(),
            new Why("你自己试发的。", "You sent it to yourself, to see it."),
            null,
            false);
    var to = List.of(new Address(Channel.INBOX, ""), new Address(Channel.EMAIL, contact.email()));
    transaction.executeWithoutResult(status -> {
      messages.insert(
          id,
          message,
          template,
          Purpose.TRANSACTIONAL,
          new MessageRows.Outcome("QUEUED", null, now, null, null, null),
          now);
      queue(id, contact.person(), new Verdict.Go(to, null, null), now);
    });
  }

  private Sending decide(Message message) {
    var template =
        templates
            .find(message.template())
            .orElseThrow(() -> new IllegalArgumentException("no template " + message.template()));
    var misfits = template.misfits(message.variables());
    if (!misfits.isEmpty()) {
      throw new IllegalArgumentException(message.template() + ": " + misfits);
    }
    var now = clock.instant();
    var id = ids.next();
    var weights = message.atBestTime() ? rhythm.hours(message.to()) : null;
    var verdict =
        verdict(
            template,
            message.to(),
            message.priority(),
            message.expires(),
            weights,
            message.requestKey(),
            now);
    messages.insert(
        id, message, template, template.purpose(), outcome(verdict, template, now), now);
    if (verdict instanceof Verdict.Go go) {
      queue(id, message.to(), go, due(template, now));
    }
    return switch (verdict) {
      case Verdict.Go go -> new Sending.Queued(id);
      case Verdict.Wait wait -> new Sending.Held(id, wait.until(), wait.reason());
      case Verdict.No no -> new Sending.Withheld(id, no.reason());
    };
  }

  /// Decides anew about everything that was held and is due; tells how many messages that were.
  int releaseDue() {
    var released = 0;
    for (var person : messages.duePeople(clock.instant(), PEOPLE_AT_ONCE)) {
      var count = transaction.execute(status -> release(person));
      released += count == null ? 0 : count;
    }
    if (released > 0) {
      log.debug("{} held messages were decided", released);
    }
    return released;
  }

  private int release(PersonId person) {
    if (!standings.tryLock(person)) {
      return 0;
    }
    var now = clock.instant();
    var due = messages.due(person, now);
    for (var held : due) {
      var template = templates.version(held.template(), held.version());
      var verdict =
          verdict(template, person, held.priority(), held.expires(), null, held.requestKey(), now);
      messages.decide(held.id(), outcome(verdict, template, now));
      if (verdict instanceof Verdict.Go go) {
        queue(held.id(), person, go, now);
      }
    }
    return due.size();
  }

  private Verdict verdict(
      MessageTemplate template,
      PersonId person,
      Priority priority,
      @Nullable Instant expires,
      @Nullable List<Double> weights,
      String requestKey,
      Instant now) {
    var contact = contacts.find(person);
    if (contact.isEmpty()) {
      return new Verdict.No(Reason.UNREACHABLE);
    }
    var question =
        new Verdict.Question(template, contact.get(), priority, expires, weights, requestKey);
    var standing = standings.look(contact.get(), template.topic(), now);
    var verdict = Verdict.of(question, standing, now);
    return verdict instanceof Verdict.Go go
            && go.displaces() != null
            && !displace(go.displaces(), now)
        ? new Verdict.No(Reason.CAPPED)
        : verdict;
  }

  /// Takes the place of a weaker message, unless that one is leaving just now.
  private boolean displace(UUID weaker, Instant now) {
    if (!deliveries.lockUntouched(weaker) || !messages.displace(weaker, now)) {
      return false;
    }
    deliveries.withhold(weaker, Reason.CAPPED, now);
    return true;
  }

  private void queue(UUID message, PersonId person, Verdict.Go go, Instant due) {
    var fresh = new ArrayList<UUID>();
    go.to().forEach(one -> fresh.add(ids.next()));
    deliveries.insert(fresh, message, person, go.to(), due);
  }

  private static Instant due(MessageTemplate template, Instant now) {
    return template.purpose() == Purpose.MARKETING ? now.plus(GATHERING) : now;
  }

  private static MessageRows.Outcome outcome(
      Verdict verdict, MessageTemplate template, Instant now) {
    var counts = template.purpose() == Purpose.MARKETING;
    return switch (verdict) {
      case Verdict.Go go ->
          new MessageRows.Outcome(
              "QUEUED", null, due(template, now), go.hour(), counts ? now : null, null);
      case Verdict.Wait wait ->
          new MessageRows.Outcome("HELD", wait.reason(), wait.until(), wait.hour(), null, null);
      case Verdict.No no -> new MessageRows.Outcome("WITHHELD", no.reason(), now, null, null, now);
    };
  }
}
