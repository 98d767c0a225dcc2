package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of browsers that a person has signed in on.
@Repository
class Devices {

  private static final String ANY =
      """
      SELECT EXISTS (SELECT 1 FROM identity.device WHERE person_id = :person)
      """;

  private static final String MEET =
      """
      INSERT INTO identity.device (person_id, device_hash, first_at, seen_at)
      VALUES (:person, :hash, :now, :now)
      ON CONFLICT (person_id, device_hash) DO UPDATE SET seen_at = excluded.seen_at
      RETURNING first_at = seen_at
      """;

  private static final String FORGET =
      """
      DELETE FROM identity.device WHERE seen_at < :before
      """;

  private final JdbcClient jdbc;

  Devices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Notes the browser; true when it is another one than those known, false for one of them and for
  /// the very first.
  boolean isAnother(PersonId person, String device, Instant now) {
    var known = jdbc.sql(ANY).param("person", person.value()).query(Boolean.class).single();
    var fresh =
        jdbc.sql(MEET)
            .param("person", person.value())
            .param("hash", Secrets.hash(device))
            .param("now", utc(now))
            .query(Boolean.class)
            .single();
    return known && fresh;
  }

  void forget(Instant before) {
    jdbc.sql(FORGET).param("before", utc(before)).update();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
