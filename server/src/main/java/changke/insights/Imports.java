package changke.insights;

import java.nio.charset.Charset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Imports {

  private static final String ADD =
      """
      INSERT INTO insights.import
        (id, history, state, file_name, file_bytes, zone, currency, charset, dates, comma_decimals,
         shift_days, created_at)
      VALUES (:id, :history, 'DRAFT', :fileName, :fileBytes, :zone, :currency, :charset, :dates,
              :comma, :shift, :at)
      """;

  private static final String CONFIRM =
      """
      UPDATE insights.import
      SET state = 'WAITING', mapping = :mapping, zone = :zone, currency = :currency,
          charset = :charset, dates = :dates, comma_decimals = :comma
      WHERE id = :id AND state = 'DRAFT'
      """;

  private static final String TAKE_NEXT =
      """
      SELECT id FROM insights.import WHERE state = 'WAITING'
      ORDER BY created_at
      LIMIT 1
      FOR UPDATE SKIP LOCKED
      """;

  private static final String FORMAT =
      """
      SELECT mapping, zone, currency, charset, dates, comma_decimals, shift_days
      FROM insights.import WHERE id = :id
      """;

  private static final String CARD =
      """
      SELECT i.*, p.bytes_read
      FROM insights.import i LEFT JOIN insights.import_progress p ON p.import = i.id
      WHERE i.id = :id
      """;

  private static final String LATEST =
      """
      SELECT i.*, p.bytes_read
      FROM insights.import i LEFT JOIN insights.import_progress p ON p.import = i.id
      WHERE i.history = :history
      ORDER BY i.created_at DESC, i.id DESC
      LIMIT 1
      """;

  private static final String DONE =
      """
      UPDATE insights.import
      SET state = 'DONE', done_at = :at, lines = :lines, refused = :refused, people = :people,
          orders = :orders
      WHERE id = :id
      """;

  private static final String FAIL =
      """
      UPDATE insights.import SET state = 'FAILED', done_at = :at, reason = :reason, detail = :detail
      WHERE id = :id
      """;

  private static final String OLDER =
      """
      DELETE FROM insights.import
      WHERE history = :history AND id <> :id AND state <> 'WAITING'
      RETURNING id
      """;

  private static final String OF_HISTORY =
      """
      SELECT id FROM insights.import WHERE history = :history FOR UPDATE
      """;

  private static final String STALE_DRAFTS =
      """
      DELETE FROM insights.import WHERE state = 'DRAFT' AND created_at < :before RETURNING id
      """;

  private static final String TELL =
      """
      INSERT INTO insights.import_progress (import, bytes_read, attempts, told_at)
      VALUES (:id, :bytes, 1, :at)
      ON CONFLICT (import) DO UPDATE SET bytes_read = :bytes, told_at = :at
      """;

  private static final String BEGIN =
      """
      INSERT INTO insights.import_progress (import, bytes_read, attempts, told_at)
      VALUES (:id, 0, 1, :at)
      ON CONFLICT (import) DO UPDATE
        SET bytes_read = 0, attempts = import_progress.attempts + 1, told_at = :at
      RETURNING attempts
      """;

  private final JdbcClient jdbc;

  Imports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(
      UUID id, UUID history, String fileName, long fileBytes, HistoryFormat format, Instant at) {
    jdbc.sql(ADD)
        .param("id", id)
        .param("history", history)
        .param("fileName", fileName)
        .param("fileBytes", fileBytes)
        .param("zone", format.zone().getId())
        .param("currency", format.currency().getCurrencyCode())
        .param("charset", name(format.charset()))
        .param("dates", format.dates().name())
        .param("comma", format.commaDecimals())
        .param("shift", format.shiftDays())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  boolean confirm(UUID id, HistoryFormat format) {
    return jdbc.sql(CONFIRM)
            .param("id", id)
            .param("mapping", String.valueOf(format.mapping()))
            .param("zone", format.zone().getId())
            .param("currency", format.currency().getCurrencyCode())
            .param("charset", name(format.charset()))
            .param("dates", format.dates().name())
            .param("comma", format.commaDecimals())
            .update()
        > 0;
  }

  /// Locks the oldest waiting import that nobody works on, until the transaction ends.
  Optional<UUID> takeNext() {
    return jdbc.sql(TAKE_NEXT).query(UUID.class).optional();
  }

  HistoryFormat format(UUID id) {
    return jdbc.sql(FORMAT).param("id", id).query(Imports::format).single();
  }

  Optional<ImportCard> card(UUID id) {
    return jdbc.sql(CARD).param("id", id).query(Imports::card).optional();
  }

  Optional<ImportCard> latest(UUID history) {
    return jdbc.sql(LATEST).param("history", history).query(Imports::card).optional();
  }

  void done(UUID id, ReadHistory read, Instant at) {
    jdbc.sql(DONE)
        .param("id", id)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("lines", read.lines().size)
        .param("refused", read.refusals().total())
        .param("people", read.lines().people.size())
        .param("orders", read.orders().size)
        .update();
  }

  void fail(UUID id, String reason, String detail, Instant at) {
    jdbc.sql(FAIL)
        .param("id", id)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("reason", reason)
        .param("detail", detail)
        .update();
  }

  /// Takes the other imports of a history away, except those that still wait.
  List<UUID> removeOthers(UUID history, UUID id) {
    return jdbc.sql(OLDER).param("history", history).param("id", id).query(UUID.class).list();
  }

  List<UUID> lockOf(UUID history) {
    return jdbc.sql(OF_HISTORY).param("history", history).query(UUID.class).list();
  }

  List<UUID> removeDrafts(Instant before) {
    return jdbc.sql(STALE_DRAFTS)
        .param("before", before.atOffset(ZoneOffset.UTC))
        .query(UUID.class)
        .list();
  }

  void tell(UUID id, long bytesRead, Instant at) {
    jdbc.sql(TELL)
        .param("id", id)
        .param("bytes", bytesRead)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Notes another attempt and returns how many there have been.
  int begin(UUID id, Instant at) {
    return jdbc.sql(BEGIN)
        .param("id", id)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(Integer.class)
        .single();
  }

  private static @Nullable String name(@Nullable Charset charset) {
    return charset == null ? null : charset.name();
  }

  private static HistoryFormat format(ResultSet row, int number) throws SQLException {
    var mapping = row.getString("mapping");
    var charset = row.getString("charset");
    return new HistoryFormat(
        mapping == null ? null : HistoryMapping.stored(mapping),
        ZoneId.of(row.getString("zone")),
        Currency.getInstance(row.getString("currency")),
        charset == null ? null : Charset.forName(charset),
        null,
        null,
        DateOrder.valueOf(row.getString("dates")),
        null,
        row.getBoolean("comma_decimals"),
        row.getInt("shift_days"));
  }

  private static ImportCard card(ResultSet row, int number) throws SQLException {
    return new ImportCard(
        row.getObject("id", UUID.class),
        row.getObject("history", UUID.class),
        ImportCard.State.valueOf(row.getString("state")),
        row.getString("file_name"),
        row.getLong("file_bytes"),
        row.getLong("bytes_read"),
        row.getString("zone"),
        row.getString("currency"),
        row.getInt("shift_days"),
        Optional.ofNullable(row.getString("reason")),
        Optional.ofNullable(row.getString("detail")),
        row.getInt("lines"),
        row.getInt("refused"),
        row.getInt("people"),
        row.getInt("orders"));
  }
}
