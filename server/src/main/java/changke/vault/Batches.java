package changke.vault;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Batches {

  private static final String BEGIN =
      """
      INSERT INTO vault.batch (id, merchant_id, offer_id, source, format, many, begun_by, begun_at)
      VALUES (:id, :merchant, :offer, :source, :format, :many, :by, :at)
      ON CONFLICT (id) DO NOTHING
      """;
  private static final String FIND =
      """
      SELECT id, merchant_id, offer_id, source, begun_at, lines_read, prefix_hash, taken,
             unit_cost_minor, done_at
      FROM vault.batch WHERE id = :id
      """;
  private static final String OF_MERCHANT =
      """
      SELECT id, merchant_id, offer_id, source, begun_at, lines_read, prefix_hash, taken,
             unit_cost_minor, done_at
      FROM vault.batch WHERE merchant_id = :merchant
      ORDER BY begun_at DESC, id DESC LIMIT :limit OFFSET :offset
      """;
  private static final String ADVANCE =
      """
      UPDATE vault.batch SET lines_read = :to, prefix_hash = :hash
      WHERE id = :id AND lines_read = :from AND done_at IS NULL
      """;
  private static final String DONE =
      """
      UPDATE vault.batch SET taken = :taken, done_at = :at
      WHERE id = :id AND lines_read = :lines AND done_at IS NULL
      """;
  private static final String COST =
      """
      UPDATE vault.batch SET unit_cost_minor = CAST(:cost AS bigint)
      WHERE id = :id AND merchant_id = :merchant
      """;
  private static final String DROP = "DELETE FROM vault.batch WHERE id = :id AND done_at IS NULL";
  private static final String DROP_ABANDONED =
      """
      DELETE FROM vault.batch WHERE begun_at < :before AND done_at IS NULL
      """;

  private final JdbcClient jdbc;

  Batches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Batch begin(CardImport wanted, Instant at) {
    jdbc.sql(BEGIN)
        .param("id", wanted.id())
        .param("merchant", wanted.merchant().value())
        .param("offer", wanted.offer().value())
        .param("source", wanted.source())
        .param("format", wanted.format().name().toLowerCase(Locale.ROOT))
        .param("many", wanted.many())
        .param("by", wanted.by().value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
    return find(wanted.id()).orElseThrow();
  }

  Optional<Batch> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(Batches::read).optional();
  }

  Slice<Batch> of(MerchantId merchant, int page) {
    var rows =
        jdbc.sql(OF_MERCHANT)
            .param("merchant", merchant.value())
            .param("limit", Slice.DEFAULT_SIZE + 1)
            .param("offset", page * Slice.DEFAULT_SIZE)
            .query(Batches::read)
            .list();
    return Slice.cut(rows, page, Slice.DEFAULT_SIZE);
  }

  /// False when someone else is sending the same import.
  boolean advance(UUID id, int from, int to, byte[] hash) {
    return jdbc.sql(ADVANCE)
            .param("id", id)
            .param("from", from)
            .param("to", to)
            .param("hash", hash)
            .update()
        == 1;
  }

  boolean done(UUID id, int lines, int taken, Instant at) {
    return jdbc.sql(DONE)
            .param("id", id)
            .param("lines", lines)
            .param("taken", taken)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  boolean cost(UUID id, MerchantId merchant, @Nullable Long minor) {
    return jdbc.sql(COST)
            .param("id", id)
            .param("merchant", merchant.value())
            .param("cost", minor)
            .update()
        == 1;
  }

  void drop(UUID id) {
    jdbc.sql(DROP).param("id", id).update();
  }

  void dropAbandoned(Instant before) {
    jdbc.sql(DROP_ABANDONED).param("before", before.atOffset(ZoneOffset.UTC)).update();
  }

  private static Batch read(ResultSet row, int number) throws SQLException {
    var done = row.getTimestamp("done_at");
    return new Batch(
        new MerchantId(row.getObject("merchant_id", UUID.class)),
        new ImportReport(
            row.getObject("id", UUID.class),
            new OfferId(row.getObject("offer_id", UUID.class)),
            row.getString("source"),
            row.getTimestamp("begun_at").toInstant(),
            row.getInt("lines_read"),
            row.getInt("taken"),
            Map.of(),
            row.getObject("unit_cost_minor", Long.class),
            done == null ? null : done.toInstant()),
        row.getBytes("prefix_hash"));
  }
}
