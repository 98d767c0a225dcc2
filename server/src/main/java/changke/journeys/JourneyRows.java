package changke.journeys;

import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JourneyRows {

  static final int MOST = 300;

  private static final String COLUMNS =
      """
      SELECT j.id, j.key, j.title_zh, j.title_en, j.live_version, j.off_at, j.made_at, p.since
      FROM journeys.journey j
      LEFT JOIN journeys.pause p ON p.journey = j.id AND p.ended_at IS NULL
      """;

  private static final String ALL = COLUMNS + " ORDER BY j.made_at DESC, j.id LIMIT " + MOST;

  private static final String FIND = COLUMNS + " WHERE j.id = :id";

  private static final String BY_KEY = COLUMNS + " WHERE j.key = :key";

  private static final String LOCK =
      """
      SELECT id FROM journeys.journey WHERE id = :id FOR UPDATE
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM journeys.journey
      """;

  private static final String INSERT =
      """
      INSERT INTO journeys.journey (id, key, title_zh, title_en, made_by, made_at)
      VALUES (:id, :key, :zh, :en, :by, :at) ON CONFLICT (key) DO NOTHING
      """;

  private static final String ENTITLE =
      """
      UPDATE journeys.journey SET title_zh = :zh, title_en = :en WHERE id = :id
      """;

  private static final String LIVE =
      """
      UPDATE journeys.journey SET live_version = :version, off_at = NULL WHERE id = :id
      """;

  private static final String OFF =
      """
      UPDATE journeys.journey SET live_version = NULL, off_at = :at WHERE id = :id
      """;

  private static final String PAUSE =
      """
      INSERT INTO journeys.pause (id, journey, since, by) VALUES (:id, :journey, :at, :by)
      ON CONFLICT DO NOTHING
      """;

  private static final String RESUME =
      """
      UPDATE journeys.pause SET ended_at = :at, ended_by = :by
      WHERE journey = :journey AND ended_at IS NULL
      """;

  private final JdbcClient jdbc;

  JourneyRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Journey> all() {
    return jdbc.sql(ALL).query(JourneyRows::read).list();
  }

  Optional<Journey> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(JourneyRows::read).optional();
  }

  Optional<Journey> find(String key) {
    return jdbc.sql(BY_KEY).param("key", key).query(JourneyRows::read).optional();
  }

  /// Nobody changes it until the transaction ends; false when there is none.
  boolean lock(UUID id) {
    return jdbc.sql(LOCK).param("id", id).query(UUID.class).optional().isPresent();
  }

  long count() {
    return jdbc.sql(COUNT).query(Long.class).single();
  }

  boolean insert(UUID id, String key, Words title, UUID by, Instant at) {
    return jdbc.sql(INSERT)
            .param("id", id)
            .param("key", key)
            .param("zh", title.zh())
            .param("en", title.en())
            .param("by", by)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  void entitle(UUID id, Words title) {
    jdbc.sql(ENTITLE).param("id", id).param("zh", title.zh()).param("en", title.en()).update();
  }

  void live(UUID id, int version) {
    jdbc.sql(LIVE).param("id", id).param("version", version).update();
  }

  void off(UUID id, Instant at) {
    jdbc.sql(OFF).param("id", id).param("at", at.atOffset(ZoneOffset.UTC)).update();
  }

  boolean pause(UUID pause, UUID id, UUID by, Instant at) {
    return jdbc.sql(PAUSE)
            .param("id", pause)
            .param("journey", id)
            .param("by", by)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  boolean resume(UUID id, @Nullable UUID by, Instant at) {
    return jdbc.sql(RESUME)
            .param("journey", id)
            .param("by", by)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private static Journey read(ResultSet row, int number) throws SQLException {
    var since = row.getTimestamp("since");
    var off = row.getTimestamp("off_at");
    return new Journey(
        row.getObject("id", UUID.class),
        row.getString("key"),
        new Words(row.getString("title_zh"), row.getString("title_en")),
        row.getObject("live_version", Integer.class),
        since == null ? null : since.toInstant(),
        off == null ? null : off.toInstant(),
        row.getTimestamp("made_at").toInstant());
  }
}
