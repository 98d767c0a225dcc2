package changke.journeys;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was decided about journeys, by whom and on what evidence.
@Repository
class ActRows {

  private static final String INSERT =
      """
      INSERT INTO journeys.act (journey, kind, version, by, evidence, at)
      VALUES (:journey, :kind, :version, :by, :evidence::jsonb, :at)
      """;

  private static final String OF =
      """
      SELECT kind, version, by, evidence::text, at FROM journeys.act
      WHERE journey = :journey ORDER BY id DESC LIMIT 50
      """;

  private final JdbcClient jdbc;

  ActRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(
      UUID journey,
      Journeys.Act.Kind kind,
      @Nullable Integer version,
      @Nullable UUID by,
      @Nullable String evidence,
      Instant at) {
    jdbc.sql(INSERT)
        .param("journey", journey)
        .param("kind", kind.name())
        .param("version", version)
        .param("by", by)
        .param("evidence", evidence)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<Journeys.Act> of(UUID journey) {
    return jdbc.sql(OF)
        .param("journey", journey)
        .query((row, number) ->
            new Journeys.Act(
                Journeys.Act.Kind.valueOf(row.getString("kind")),
                row.getObject("version", Integer.class),
                Optional.ofNullable(row.getObject("by", UUID.class)),
                Optional.ofNullable(row.getString("evidence")),
                row.getTimestamp("at").toInstant()))
        .list();
  }
}
