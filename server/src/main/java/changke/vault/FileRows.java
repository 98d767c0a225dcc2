package changke.vault;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Files, their parts, and who fetched them.
@Repository
class FileRows {

  private static final String BEGIN =
      """
      INSERT INTO vault.file (id, merchant_id, offer_id, name, key_id, wrapped, kept_by, begun_at)
      VALUES (:id, :merchant, :offer, :name, :key, :wrapped, :by, :at)
      """;
  private static final String ADD_PART =
      "INSERT INTO vault.file_part (file_id, number, sealed) VALUES (:file, :number, :sealed)";
  private static final String LOCK_OFFER =
      "SELECT pg_advisory_xact_lock(hashtextextended(:offer, 1717))::text";
  private static final String REPLACE =
      """
      UPDATE vault.file SET replaced_at = :at
      WHERE offer_id = :offer AND kept_at IS NOT NULL AND replaced_at IS NULL
      """;
  private static final String KEEP =
      """
      UPDATE vault.file f
      SET bytes = :bytes, kept_at = :at,
          version = 1 + coalesce((SELECT max(o.version) FROM vault.file o WHERE o.offer_id = f.offer_id), 0)
      WHERE f.id = :id
      """;
  private static final String CURRENT =
      """
      SELECT id, merchant_id, offer_id, version, name, bytes, kept_at, key_id, wrapped
      FROM vault.file WHERE offer_id = :offer AND kept_at IS NOT NULL AND replaced_at IS NULL
      """;
  private static final String OF_HOLD =
      """
      SELECT f.id, f.merchant_id, f.offer_id, f.version, f.name, f.bytes, f.kept_at, f.key_id,
             f.wrapped
      FROM vault.hold h JOIN vault.file f ON f.offer_id = h.offer_id
      WHERE h.id = :hold AND h.file AND h.state = 'sold'
        AND f.kept_at IS NOT NULL AND f.replaced_at IS NULL
      """;
  private static final String PART =
      "SELECT sealed FROM vault.file_part WHERE file_id = :file AND number = :number";
  private static final String ADD_DOWNLOAD =
      """
      INSERT INTO vault.download
        (id, hold_id, file_id, version, reader, reader_id, from_byte, at)
      VALUES (:id, :hold, :file, :version, :reader, :readerId, :from, :at)
      """;
  private static final String DOWNLOADS =
      """
      SELECT version, reader, reader_id, from_byte, at FROM vault.download
      WHERE hold_id = :hold ORDER BY at, id LIMIT 200
      """;
  private static final String UNDER_KEY =
      """
      SELECT id, merchant_id, wrapped FROM vault.file WHERE key_id = :key ORDER BY id LIMIT :limit
      FOR UPDATE
      """;
  private static final String REWRAP =
      "UPDATE vault.file SET key_id = :key, wrapped = :wrapped WHERE id = :id";
  private static final String FORGET =
      """
      DELETE FROM vault.file
      WHERE (kept_at IS NULL AND begun_at < :before) OR replaced_at < :before
      """;

  private final JdbcClient jdbc;

  FileRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A file with what opens it: its own key, wrapped by the merchant's key of that id.
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares rows.
  record Locked(StoredFile file, UUID key, byte[] wrapped) {}

  @SuppressWarnings("ArrayRecordComponent")
  record WrappedFileKey(UUID id, MerchantId merchant, byte[] wrapped) {}

  void begin(
      UUID id,
      MerchantId merchant,
      OfferId offer,
      String name,
      UUID key,
      byte[] wrapped,
      PersonId by,
      Instant at) {
    jdbc.sql(BEGIN)
        .param("id", id)
        .param("merchant", merchant.value())
        .param("offer", offer.value())
        .param("name", name)
        .param("key", key)
        .param("wrapped", wrapped)
        .param("by", by.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  void addPart(UUID file, int number, byte[] sealed) {
    jdbc.sql(ADD_PART).param("file", file).param("number", number).param("sealed", sealed).update();
  }

  /// Two versions that arrive at once come one after the other.
  void keep(UUID id, OfferId offer, long bytes, Instant at) {
    jdbc.sql(LOCK_OFFER).param("offer", offer.toString()).query(String.class).optional();
    jdbc.sql(REPLACE)
        .param("offer", offer.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql(KEEP)
        .param("id", id)
        .param("bytes", bytes)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<Locked> current(OfferId offer) {
    return jdbc.sql(CURRENT).param("offer", offer.value()).query(FileRows::read).optional();
  }

  /// The file that a sale opens, in its present version.
  Optional<Locked> ofHold(UUID hold) {
    return jdbc.sql(OF_HOLD).param("hold", hold).query(FileRows::read).optional();
  }

  Optional<byte[]> part(UUID file, int number) {
    return jdbc.sql(PART)
        .param("file", file)
        .param("number", number)
        .query((row, _) -> row.getBytes(1))
        .optional();
  }

  void addDownload(UUID id, UUID hold, StoredFile file, Reader reader, long from, Instant at) {
    jdbc.sql(ADD_DOWNLOAD)
        .param("id", id)
        .param("hold", hold)
        .param("file", file.id())
        .param("version", file.version())
        .param("reader", reader.role().name().toLowerCase(Locale.ROOT))
        .param("readerId", reader.id())
        .param("from", from)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<Download> downloads(UUID hold) {
    return jdbc.sql(DOWNLOADS)
        .param("hold", hold)
        .query((row, _) ->
            new Download(
                row.getInt(1),
                new Reader(
                    Reader.Role.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                    row.getObject(3, UUID.class)),
                row.getLong(4),
                row.getTimestamp(5).toInstant()))
        .list();
  }

  List<WrappedFileKey> underKey(UUID key, int limit) {
    return jdbc.sql(UNDER_KEY)
        .param("key", key)
        .param("limit", limit)
        .query((row, _) ->
            new WrappedFileKey(
                row.getObject(1, UUID.class),
                new MerchantId(row.getObject(2, UUID.class)),
                row.getBytes(3)))
        .list();
  }

  void rewrap(UUID file, UUID key, byte[] wrapped) {
    jdbc.sql(REWRAP).param("id", file).param("key", key).param("wrapped", wrapped).update();
  }

  void forget(Instant before) {
    jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
  }

  private static Locked read(ResultSet row, int number) throws SQLException {
    return new Locked(
        new StoredFile(
            row.getObject("id", UUID.class),
            new MerchantId(row.getObject("merchant_id", UUID.class)),
            new OfferId(row.getObject("offer_id", UUID.class)),
            row.getInt("version"),
            row.getString("name"),
            row.getLong("bytes"),
            row.getTimestamp("kept_at").toInstant()),
        row.getObject("key_id", UUID.class),
        row.getBytes("wrapped"));
  }
}
