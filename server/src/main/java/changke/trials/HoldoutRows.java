package changke.trials;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class HoldoutRows {

  private static final String ALL =
      """
      SELECT name, share_bp, version FROM trials.holdout ORDER BY name LIMIT 1000
      """;

  private static final String FIND =
      """
      SELECT name, share_bp, version FROM trials.holdout WHERE name = :name
      """;

  private static final String PUT =
      """
      INSERT INTO trials.holdout AS h (name, share_bp, version, changed_by, changed_at)
      VALUES (:name, :share, 1, :by, :at)
      ON CONFLICT (name) DO UPDATE
      SET share_bp = excluded.share_bp, version = h.version + 1, changed_by = excluded.changed_by,
          changed_at = excluded.changed_at
      """;

  private final JdbcClient jdbc;

  HoldoutRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<HeldOut> all() {
    return jdbc.sql(ALL)
        .query((row, number) ->
            HeldOut.of(row.getString("name"), row.getInt("share_bp"), row.getInt("version")))
        .list();
  }

  Optional<HeldOut> find(String name) {
    return jdbc.sql(FIND)
        .param("name", name)
        .query((row, number) ->
            HeldOut.of(row.getString("name"), row.getInt("share_bp"), row.getInt("version")))
        .optional();
  }

  void put(String name, int shareBp, PersonId by, Instant at) {
    jdbc.sql(PUT)
        .param("name", name)
        .param("share", shareBp)
        .param("by", by.value())
        .param("at", Moments.to(at))
        .update();
  }
}
