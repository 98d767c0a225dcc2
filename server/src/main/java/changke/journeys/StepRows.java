package changke.journeys;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Steps that were done. A second one of the same instance, node and epoch is an error: whatever
/// came with it is undone.
@Repository
class StepRows {

  private static final String INSERT =
      """
      INSERT INTO journeys.step
        (instance, node, epoch, journey, version, at, outcome, detail, cost_minor)
      SELECT s.instance::uuid, s.node, s.epoch, s.journey::uuid, s.version, :now, s.outcome, s.detail, s.cost
      FROM unnest(:instances::text[], :nodes::text[], :epochs::int[], :journeys::text[], :versions::int[],
                  :outcomes::text[], :details::text[], :costs::bigint[])
        AS s (instance, node, epoch, journey, version, outcome, detail, cost)
      """;

  private static final String OF =
      """
      SELECT node, epoch, at, outcome, detail FROM journeys.step
      WHERE instance = :instance ORDER BY epoch LIMIT 600
      """;

  private static final String COUNTS =
      """
      SELECT node, outcome, count(*) AS times FROM journeys.step
      WHERE journey = :journey AND version = :version GROUP BY node, outcome
      """;

  private final JdbcClient jdbc;

  StepRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A step of an instance with what it brought about.
  record Done(Instance one, String outcome, @Nullable String detail, long costMinor) {}

  /// How often a step ended so.
  record Count(String node, String outcome, long times) {}

  void insert(List<Done> all, Instant now) {
    if (all.isEmpty()) {
      return;
    }
    jdbc.sql(INSERT)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("instances", all.stream().map(s -> s.one().id().toString()).toArray(String[]::new))
        .param("nodes", all.stream().map(s -> s.one().node()).toArray(String[]::new))
        .param("epochs", all.stream().map(s -> s.one().epoch()).toArray(Integer[]::new))
        .param(
            "journeys", all.stream().map(s -> s.one().journey().toString()).toArray(String[]::new))
        .param("versions", all.stream().map(s -> s.one().version()).toArray(Integer[]::new))
        .param("outcomes", all.stream().map(Done::outcome).toArray(String[]::new))
        .param("details", all.stream().map(Done::detail).toArray(String[]::new))
        .param("costs", all.stream().map(Done::costMinor).toArray(Long[]::new))
        .update();
  }

  List<Passages.Step> of(UUID instance) {
    return jdbc.sql(OF)
        .param("instance", instance)
        .query((row, number) ->
            new Passages.Step(
                row.getString("node"),
                row.getInt("epoch"),
                row.getTimestamp("at").toInstant(),
                row.getString("outcome"),
                row.getString("detail")))
        .list();
  }

  List<Count> counts(UUID journey, int version) {
    return jdbc.sql(COUNTS)
        .param("journey", journey)
        .param("version", version)
        .query((row, number) ->
            new Count(row.getString("node"), row.getString("outcome"), row.getLong("times")))
        .list();
  }
}
