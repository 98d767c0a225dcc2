package changke.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WriteKeys {

  private static final String INSERT =
      """
      INSERT INTO activity.write_key (id, source, digest, shown, hint, made_at)
      VALUES (:id, :source, :digest, :shown, :hint, :at)
      """;

  private static final String RETIRE_OTHERS =
      """
      UPDATE activity.write_key SET retires_at = :at
      WHERE source = :source AND id <> :kept AND (retires_at IS NULL OR retires_at > :at)
      """;

  private static final String RETIRE =
      """
      UPDATE activity.write_key SET retires_at = :at
      WHERE id = :id AND source = :source AND (retires_at IS NULL OR retires_at > :at)
      """;

  private static final String OF =
      """
      SELECT id, shown, hint, made_at, retires_at FROM activity.write_key
      WHERE source = :source ORDER BY made_at DESC LIMIT 20
      """;

  private static final String VALID =
      """
      SELECT k.digest, k.retires_at, s.id, s.name, s.kind, s.money, s.our_people, s.made_at,
             false AS closed
      FROM activity.write_key k JOIN activity.source s ON s.id = k.source
      WHERE s.closed_at IS NULL AND (k.retires_at IS NULL OR k.retires_at > :at)
      LIMIT 100000
      """;

  private static final String VALID_ONE =
      """
      SELECT k.digest, k.retires_at, s.id, s.name, s.kind, s.money, s.our_people, s.made_at,
             false AS closed
      FROM activity.write_key k JOIN activity.source s ON s.id = k.source
      WHERE k.digest = :digest AND s.closed_at IS NULL
        AND (k.retires_at IS NULL OR k.retires_at > :at)
      """;

  /// A key that may be used; `digest` as hexadecimal digits.
  record Valid(String digest, Source source, @Nullable Instant retiresAt) {}

  private final JdbcClient jdbc;

  WriteKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(
      UUID id, UUID source, byte[] digest, @Nullable String shown, String hint, Instant at) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("source", source)
        .param("digest", digest)
        .param("shown", shown)
        .param("hint", hint)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  void retireOthers(UUID source, UUID kept, Instant at) {
    jdbc.sql(RETIRE_OTHERS)
        .param("source", source)
        .param("kept", kept)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  void retire(UUID source, UUID id, Instant at) {
    jdbc.sql(RETIRE)
        .param("source", source)
        .param("id", id)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<WriteKey> of(UUID source) {
    return jdbc.sql(OF).param("source", source).query(WriteKeys::read).list();
  }

  /// On a connection of the caller's choice: intake does not wait behind pages.
  static List<Valid> valid(JdbcClient jdbc, Instant now) {
    return jdbc.sql(VALID)
        .param("at", now.atOffset(ZoneOffset.UTC))
        .query(WriteKeys::readValid)
        .list();
  }

  static Optional<Valid> valid(JdbcClient jdbc, byte[] digest, Instant now) {
    return jdbc.sql(VALID_ONE)
        .param("digest", digest)
        .param("at", now.atOffset(ZoneOffset.UTC))
        .query(WriteKeys::readValid)
        .optional();
  }

  private static Valid readValid(ResultSet row, int number) throws SQLException {
    return new Valid(
        HexFormat.of().formatHex(row.getBytes("digest")),
        SourceTable.read(row, number),
        instant(row.getTimestamp("retires_at")));
  }

  private static WriteKey read(ResultSet row, int number) throws SQLException {
    return new WriteKey(
        row.getObject("id", UUID.class),
        Optional.ofNullable(row.getString("shown")),
        row.getString("hint"),
        row.getTimestamp("made_at").toInstant(),
        Optional.ofNullable(instant(row.getTimestamp("retires_at"))));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
