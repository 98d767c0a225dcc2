package changke.journeys;

import changke.messaging.Message;
import changke.messaging.MessageLog;
import changke.messaging.MessageTemplate;
import changke.messaging.Messages;
import changke.messaging.Priority;
import changke.messaging.Purpose;
import changke.messaging.Sending;
import changke.messaging.Why;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The way to messaging, which decides whether and when something is sent.
@Component
class Mail {

  private final Messages messages;
  private final MessageLog log;
  private final Clock clock;

  Mail(Messages messages, MessageLog log, Clock clock) {
    this.messages = messages;
    this.log = log;
    this.clock = clock;
  }

  /// What came of a message: QUEUED with its id, or LATER or WITHHELD with the reason.
  record Sent(String outcome, String detail) {}

  Map<String, Surroundings.Template> templates() {
    return messages.templates().stream()
        .collect(Collectors.toMap(MessageTemplate::name, Mail::template));
  }

  private static Surroundings.Template template(MessageTemplate template) {
    var variables = new HashMap<String, String>();
    template.variables().forEach((name, type) -> variables.put(name, type.name()));
    return new Surroundings.Template(
        template.name(), template.purpose() == Purpose.MARKETING, variables);
  }

  /// Whether the person gets no marketing from anybody.
  boolean isHeldOut(PersonId person) {
    return messages.isHeldOut(person);
  }

  /// Messages of the journey that went out, and those on which somebody followed the link.
  Effect.Clicks clicks(Journey journey) {
    long sent = 0;
    long followed = 0;
    var until = clock.instant().plusSeconds(1);
    for (var tally : log.tally("journey:" + journey.key() + ":", Instant.EPOCH, until)) {
      sent += tally.sent();
      followed += tally.followed();
    }
    return new Effect.Clicks(sent, Math.min(sent, followed));
  }

  /// Queues a message in the transaction of the step; the same request queues once. What the
  /// entering event did not say cannot be written: such a message is withheld, not tried again.
  Sent send(Action.Message message, Map<String, String> variables, Acts.For whom) {
    var template = messages.template(message.template());
    var misfits = template.map(found -> found.misfits(variables)).orElseGet(java.util.List::of);
    if (template.isEmpty() || !misfits.isEmpty()) {
      return new Sent(
          "WITHHELD",
          template.isEmpty() ? "NO_TEMPLATE" : "VARIABLE " + misfits.getFirst().variable());
    }
    var sending = messages.send(message(message, variables, whom));
    return switch (sending) {
      case Sending.Queued queued -> new Sent("QUEUED", queued.id().toString());
      case Sending.Held held -> new Sent("LATER", held.reason().name());
      case Sending.Withheld withheld -> new Sent("WITHHELD", withheld.reason().name());
    };
  }

  private static Message message(
      Action.Message message, Map<String, String> variables, Acts.For whom) {
    var one = whom.one();
    return new Message(
        one.request(),
        one.person(),
        message.template(),
        variables,
        Priority.valueOf(message.urgency().name()),
        "journey:" + whom.journey().key() + ":" + one.version() + ":" + one.node(),
        why(whom),
        whom.now().plus(Duration.ofHours(message.expiresHours())),
        message.atBestTime());
  }

  /// The journey and what brought the person into it, as they can read it themselves.
  private static Why why(Acts.For whom) {
    var title = whom.definition().title();
    var used = new TreeMap<String, String>();
    switch (whom.definition().enter().trigger()) {
      case Trigger.Happens happens -> used.put("event", happens.event().kind());
      case Trigger.Moves moves -> used.put("segment", moves.segment().toString());
      case Trigger.Schedule schedule -> used.put("segment", schedule.segment().toString());
      case Trigger.Prediction prediction -> used.put("prediction", prediction.model());
    }
    return new Why(title, used);
  }
}
