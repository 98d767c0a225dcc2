package changke.journeys;

import changke.activity.Happening;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Events that journeys watch for, and the money of orders.
@Repository
class SeenRows {

  private static final String ADD =
      """
      INSERT INTO journeys.seen (fact, person, kind, happened_at, properties)
      SELECT s.fact::uuid, s.person::uuid, s.kind, s.at::timestamptz, s.properties::jsonb
      FROM unnest(:facts::text[], :people::text[], :kinds::text[], :times::text[], :properties::text[])
        AS s (fact, person, kind, at, properties)
      ON CONFLICT DO NOTHING
      """;

  private static final String SELL =
      """
      INSERT INTO journeys.sale (fact, person, at, minor)
      SELECT s.fact::uuid, s.person::uuid, s.at::timestamptz, s.minor
      FROM unnest(:facts::text[], :people::text[], :times::text[], :minors::bigint[])
        AS s (fact, person, at, minor)
      ON CONFLICT DO NOTHING
      """;

  private static final String OF =
      """
      SELECT fact, person, kind, happened_at, properties::text AS properties FROM journeys.seen
      WHERE person = ANY (:people::uuid[]) AND happened_at >= :since
      ORDER BY person, happened_at, fact
      """;

  private static final String FORGET =
      """
      DELETE FROM journeys.seen WHERE fact IN (
        SELECT fact FROM journeys.seen WHERE happened_at < :before LIMIT 20000)
      """;

  private final JdbcClient jdbc;

  SeenRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(List<Happening> all) {
    if (all.isEmpty()) {
      return;
    }
    jdbc.sql(ADD)
        .param("facts", texts(all, one -> one.fact().toString()))
        .param("people", texts(all, one -> one.person().orElseThrow().toString()))
        .param("kinds", texts(all, Happening::kind))
        .param("times", texts(all, one -> one.happenedAt().toString()))
        .param(
            "properties", texts(all, one -> Json.MAPPER.writeValueAsString(Facts.properties(one))))
        .update();
  }

  /// Sales, negative for what was given back.
  void sell(List<Happening> all, java.util.function.ToLongFunction<Happening> minor) {
    if (all.isEmpty()) {
      return;
    }
    jdbc.sql(SELL)
        .param("facts", texts(all, one -> one.fact().toString()))
        .param("people", texts(all, one -> one.person().orElseThrow().toString()))
        .param("times", texts(all, one -> one.happenedAt().toString()))
        .param("minors", all.stream().map(minor::applyAsLong).toArray(Long[]::new))
        .update();
  }

  Map<UUID, List<Match.Seen>> of(Collection<UUID> people, Instant since) {
    var all = new HashMap<UUID, List<Match.Seen>>();
    jdbc.sql(OF)
        .param("people", people.toArray(UUID[]::new))
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(row -> {
          all.computeIfAbsent(row.getObject("person", UUID.class), key -> new ArrayList<>())
              .add(
                  new Match.Seen(
                      row.getObject("fact", UUID.class),
                      row.getString("kind"),
                      row.getTimestamp("happened_at").toInstant(),
                      Json.MAPPER.readValue(row.getString("properties"), Instances.PROPERTIES)));
        });
    return all;
  }

  int forget(Instant before) {
    return jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
  }

  private static String[] texts(
      List<Happening> all, java.util.function.Function<Happening, String> each) {
    return all.stream().map(each).toArray(String[]::new);
  }
}
