package changke.journeys;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DraftRows {

  private static final String LAST =
      """
      SELECT edition, definition::text, made_at FROM journeys.draft
      WHERE journey = :journey ORDER BY edition DESC LIMIT 1
      """;

  private static final String INSERT =
      """
      INSERT INTO journeys.draft (journey, edition, definition, made_by, made_at)
      VALUES (:journey, :edition, :definition::jsonb, :by, :at) ON CONFLICT DO NOTHING
      """;

  private static final String DROP =
      """
      DELETE FROM journeys.draft WHERE journey = :journey AND edition = :edition
        AND EXISTS (SELECT 1 FROM journeys.draft WHERE journey = :journey AND edition < :edition)
      """;

  private static final String TRIM =
      """
      DELETE FROM journeys.draft WHERE journey = :journey AND edition <= :edition
      """;

  private static final String EARLIER =
      """
      SELECT count(*) FROM journeys.draft WHERE journey = :journey
      """;

  record Row(int edition, Definition definition, Instant at) {}

  private final JdbcClient jdbc;

  DraftRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Row> last(UUID journey) {
    return jdbc.sql(LAST)
        .param("journey", journey)
        .query((row, number) ->
            new Row(
                row.getInt("edition"),
                Definitions.kept(row.getString("definition")),
                row.getTimestamp("made_at").toInstant()))
        .optional();
  }

  /// False when somebody made that edition meanwhile.
  boolean insert(UUID journey, int edition, Definition definition, UUID by, Instant at) {
    return jdbc.sql(INSERT)
            .param("journey", journey)
            .param("edition", edition)
            .param("definition", Definitions.json(definition))
            .param("by", by)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  /// Takes an edition away unless it is the only one.
  boolean drop(UUID journey, int edition) {
    return jdbc.sql(DROP).param("journey", journey).param("edition", edition).update() == 1;
  }

  void trim(UUID journey, int edition) {
    jdbc.sql(TRIM).param("journey", journey).param("edition", edition).update();
  }

  int editions(UUID journey) {
    return jdbc.sql(EARLIER).param("journey", journey).query(Integer.class).single();
  }
}
