package changke.insights;

import changke.activity.Happening;
import changke.activity.Journal;
import changke.activity.PersonErased;
import changke.shared.PersonId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What the journal is told of surveys, and what surveys are told of people who were erased. Words
/// that somebody wrote are in no entry. An entry's id comes from the asking, so that nothing is
/// told twice; a changed answer is not told again.
@Component
class SurveyFacts {

  private static final String SHOWN = "Survey Shown";
  private static final String SENT = "Survey Sent";
  private static final String ANSWERED = "Survey Answered";

  private final Journal journal;
  private final AskRows asks;

  SurveyFacts(Journal journal, AskRows asks) {
    this.journal = journal;
    this.asks = asks;
  }

  void asked(Survey survey, AskRows.Row row) {
    switch (row.way()) {
      case PAGE -> append(SHOWN, survey, row, null, row.askedAt());
      case LINK -> append(SENT, survey, row, null, row.askedAt());
      case OPEN, LEAVING -> {}
    }
  }

  void answered(Survey survey, AskRows.Row row, SurveyAnswer answer, Instant at) {
    append(ANSWERED, survey, row, answer, at);
  }

  private void append(
      String kind, Survey survey, AskRows.Row row, @Nullable SurveyAnswer answer, Instant at) {
    var properties = new HashMap<String, Object>();
    properties.put("survey_id", survey.id().toString());
    properties.put("survey_kind", survey.kind().name());
    properties.put("version", survey.version());
    properties.put("way", row.way().name());
    if (answer != null && answer.score() != null) {
      properties.put("score", answer.score());
    }
    if (answer != null && answer.choice() != null) {
      properties.put("choice", answer.choice());
    }
    boolean member = row.person() != null;
    journal.append(
        Happening.own(
            fact(kind, row.id()),
            kind,
            Optional.ofNullable(row.person()).map(PersonId::new),
            member ? Optional.empty() : Optional.ofNullable(row.identity()),
            at,
            properties));
  }

  /// Always the same for the same kind and asking.
  private static UUID fact(String kind, UUID ask) {
    var name = (kind + " ").getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(
        ByteBuffer.allocate(name.length + 16)
            .put(name)
            .putLong(ask.getMostSignificantBits())
            .putLong(ask.getLeastSignificantBits())
            .array());
  }

  @EventListener
  void erased(PersonErased fact) {
    asks.forget(fact.identities());
  }
}
