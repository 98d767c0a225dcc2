package changke.rewards;

import changke.engine.genuine.Identity;
import changke.platform.Fingerprints;
import changke.platform.Keys;
import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Fingerprints of what people used; originals are not kept.
@Repository
class ReferralTraces {

  private static final int MOST = 20_000;

  private static final String SEE =
      """
      INSERT INTO rewards.referral_trace (person, kind, print, seen_at)
      VALUES (:person, :kind, :print, :at)
      ON CONFLICT (person, kind, print) DO UPDATE SET seen_at = EXCLUDED.seen_at
      """;

  private static final String OF_PROMOTER =
      """
      SELECT person, kind, print FROM rewards.referral_trace
      WHERE person = :promoter
         OR person IN (SELECT buyer FROM rewards.referral WHERE promoter = :promoter)
      ORDER BY seen_at DESC LIMIT :most
      """;

  private static final String FORGET =
      """
      DELETE FROM rewards.referral_trace WHERE seen_at < :before
      """;

  private static final String COPY =
      """
      INSERT INTO rewards.referral_trace (person, kind, print, seen_at)
      SELECT :into, kind, print, seen_at FROM rewards.referral_trace WHERE person = :from
      ON CONFLICT (person, kind, print) DO UPDATE
      SET seen_at = greatest(excluded.seen_at, referral_trace.seen_at)
      """;

  private static final String FORGET_PERSON =
      """
      DELETE FROM rewards.referral_trace WHERE person = :person
      """;

  private final JdbcClient jdbc;
  private final byte[] key;

  ReferralTraces(JdbcClient jdbc, Keys keys) {
    this.jdbc = jdbc;
    this.key = keys.derive("rewards.referral-trace");
  }

  void see(PersonId person, Identity.Kind kind, String value, Instant at) {
    jdbc.sql(SEE)
        .param("person", person.value())
        .param("kind", kind.name())
        .param("print", Fingerprints.of(key, kind + " " + value))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// What a promoter and everybody they sent used, each fingerprint as an identity of its own.
  Map<PersonId, List<Identity>> around(PersonId promoter) {
    var traces = new HashMap<PersonId, List<Identity>>();
    jdbc.sql(OF_PROMOTER)
        .param("promoter", promoter.value())
        .param("most", MOST)
        .query(row -> {
          traces
              .computeIfAbsent(
                  new PersonId(row.getObject("person", UUID.class)), p -> new ArrayList<>())
              .add(identity(row.getString("kind"), row.getString("print")));
        });
    return traces;
  }

  void rehome(PersonId from, PersonId into) {
    jdbc.sql(COPY).param("from", from.value()).param("into", into.value()).update();
    forget(from);
  }

  void forget(PersonId person) {
    jdbc.sql(FORGET_PERSON).param("person", person.value()).update();
  }

  int forget(Instant before) {
    return jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
  }

  private static Identity identity(String kind, String print) {
    return switch (Identity.Kind.valueOf(kind)) {
      case DEVICE -> new Identity(print, "", "");
      case ADDRESS -> new Identity("", print, "");
      case PAYMENT -> new Identity("", "", print);
    };
  }
}
