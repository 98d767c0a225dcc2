package changke.activity;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class Arrivals {

  /// Writes nothing when the fact is known.
  private static final String ADD_FACT =
      """
      WITH first AS (
        INSERT INTO activity.fact (id, recorded_at) VALUES (:fact, :at) ON CONFLICT DO NOTHING
        RETURNING id)
      INSERT INTO activity.arrival (fact, kind, person, visitor, happened_at, body)
      SELECT id, :kind, :person::uuid, :visitor::uuid, :happened, :body::jsonb FROM first
      """;

  private static final String FORGET =
      """
      DELETE FROM activity.fact WHERE recorded_at < :before
      """;

  private static final String ADD =
      """
      INSERT INTO activity.arrival (fact, kind, person, visitor, happened_at, body)
      SELECT a.fact::uuid, a.kind, a.person::uuid, a.visitor::uuid, a.happened_at::timestamptz,
             a.body::jsonb
      FROM unnest(:facts::text[], :kinds::text[], :people::text[], :visitors::text[],
                  :times::text[], :bodies::text[])
           AS a (fact, kind, person, visitor, happened_at, body)
      """;

  private static final String WAITING =
      """
      SELECT count(*) FROM (SELECT 1 FROM activity.arrival LIMIT 100000) AS w
      """;

  private final JdbcClient jdbc;

  Arrivals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Adds a fact of commerce unless it is there already.
  void addFact(Happening happening, Instant at) {
    jdbc.sql(ADD_FACT)
        .param("fact", happening.fact())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("kind", happening.kind())
        .param("person", happening.person().map(PersonId::toString).orElse(null))
        .param("visitor", happening.visitor().map(UUID::toString).orElse(null))
        .param("happened", happening.happenedAt().atOffset(ZoneOffset.UTC))
        .param("body", JsonMapper.shared().writeValueAsString(happening.body()))
        .update();
  }

  void forgetFacts(Instant before) {
    jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
  }

  void add(List<Happening> all) {
    jdbc.sql(ADD)
        .param("facts", all.stream().map(h -> h.fact().toString()).toArray(String[]::new))
        .param("kinds", all.stream().map(Happening::kind).toArray(String[]::new))
        .param(
            "people",
            all.stream()
                .map(h -> h.person().map(PersonId::toString).orElse(null))
                .toArray(String[]::new))
        .param(
            "visitors",
            all.stream()
                .map(h -> h.visitor().map(UUID::toString).orElse(null))
                .toArray(String[]::new))
        .param("times", all.stream().map(h -> h.happenedAt().toString()).toArray(String[]::new))
        .param(
            "bodies",
            all.stream()
                .map(h -> JsonMapper.shared().writeValueAsString(h.body()))
                .toArray(String[]::new))
        .update();
  }

  /// How many wait for a position; counted up to 100,000.
  long waiting() {
    return jdbc.sql(WAITING).query(Long.class).single();
  }
}
