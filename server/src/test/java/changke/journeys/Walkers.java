package changke.journeys;

import changke.activity.Happening;
import changke.activity.Journal;
import changke.engine.trial.Holdout;
import changke.messaging.Messages;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// People of the house who walk through journeys, and what they do.
final class Walkers {

  private static final String INSERT =
      """
      INSERT INTO identity.person (id, name, email, email_key, password_hash, language, zone, created_at)
      SELECT p, 'Lin', p || '@example.org', p || '@example.org', 'x', 'en', :zone, :at
      FROM unnest(:ids::uuid[]) AS p
      """;

  private final JdbcClient jdbc;
  private final Journal journal;
  private final Messages messages;
  private final Ids ids;
  private final Clock clock;

  Walkers(JdbcClient jdbc, Journal journal, Messages messages, Ids ids, Clock clock) {
    this.jdbc = jdbc;
    this.journal = journal;
    this.messages = messages;
    this.ids = ids;
    this.clock = clock;
  }

  /// Somebody whom no holdout of this journey holds.
  PersonId treated(String key) {
    while (true) {
      var id = new PersonId(ids.next());
      if (!messages.isHeldOut(id) && !new Holdout(Holdouts.seed(key), .1).holds(id.toString())) {
        join(List.of(id), "Asia/Shanghai");
        return id;
      }
    }
  }

  /// Somebody whom only the holdout of this journey holds.
  PersonId held(String key) {
    while (true) {
      var id = new PersonId(ids.next());
      if (!messages.isHeldOut(id) && new Holdout(Holdouts.seed(key), .1).holds(id.toString())) {
        join(List.of(id), "Asia/Shanghai");
        return id;
      }
    }
  }

  void join(List<PersonId> people, String zone) {
    jdbc.sql(INSERT)
        .param("ids", people.stream().map(PersonId::value).toArray(UUID[]::new))
        .param("zone", zone)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  UUID does(PersonId person, String kind, Map<String, Object> properties) {
    return does(person, kind, clock.instant(), properties);
  }

  UUID does(PersonId person, String kind, Instant at, Map<String, Object> properties) {
    var fact = ids.next();
    journal.append(
        Happening.own(fact, kind, Optional.of(person), Optional.empty(), at, properties));
    return fact;
  }
}
