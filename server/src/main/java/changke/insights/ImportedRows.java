package changke.insights;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What an import has brought: written with COPY, read back as compact columns.
@Repository
class ImportedRows {

  private static final String ORDERS =
      """
      SELECT person, extract(epoch FROM ordered_at)::bigint AS second, gross_minor, refunded_minor
      FROM insights.imported_order WHERE import = :import
      """;

  private static final String DAYS =
      """
      SELECT day, minor FROM insights.imported_day WHERE import = :import
      """;

  private static final String UNMATCHED =
      """
      SELECT coalesce(-sum(minor), 0) FROM insights.imported_line
      WHERE import = :import AND person IS NOT NULL AND order_number IS NULL
      """;

  private static final String REFUSED =
      """
      SELECT line, reason, text FROM insights.refused_line WHERE import = :import ORDER BY line
      """;

  private static final String REFUSED_COUNTS =
      """
      SELECT reason, lines FROM insights.refused_count WHERE import = :import
      """;

  private static final String REMOVE =
      """
      WITH gone AS (SELECT unnest(:imports::uuid[]) AS import),
      p AS (DELETE FROM insights.imported_person WHERE import IN (SELECT import FROM gone)),
      i AS (DELETE FROM insights.imported_item WHERE import IN (SELECT import FROM gone)),
      o AS (DELETE FROM insights.imported_order WHERE import IN (SELECT import FROM gone)),
      l AS (DELETE FROM insights.imported_line WHERE import IN (SELECT import FROM gone)),
      d AS (DELETE FROM insights.imported_day WHERE import IN (SELECT import FROM gone)),
      r AS (DELETE FROM insights.refused_line WHERE import IN (SELECT import FROM gone)),
      c AS (DELETE FROM insights.refused_count WHERE import IN (SELECT import FROM gone))
      DELETE FROM insights.import_progress WHERE import IN (SELECT import FROM gone)
      """;

  private final JdbcTemplate template;
  private final JdbcClient jdbc;

  ImportedRows(JdbcTemplate template, JdbcClient jdbc) {
    this.template = template;
    this.jdbc = jdbc;
  }

  /// Writes everything in the transaction that is running.
  void write(UUID id, ReadHistory read) {
    template.execute(
        (ConnectionCallback<UUID>)
            connection -> {
              writePeople(connection, id, read.lines());
              writeItems(connection, id, read.lines());
              writeOrders(connection, id, read.orders());
              writeLines(connection, id, read);
              writeDays(connection, id, read);
              writeRefusals(connection, id, read.refusals());
              return id;
            });
  }

  private static void writePeople(Connection connection, UUID id, Lines lines) throws SQLException {
    try (var rows =
        new CopyRows(
            connection,
            "COPY insights.imported_person (import, number, external_id, country) FROM STDIN")) {
      for (int p = 0; p < lines.people.size(); p++) {
        var country = p < lines.countryOfPerson.length ? lines.countryOfPerson[p] : null;
        rows.cell(id).cell(p).cell(lines.people.name(p)).cell(country).end();
      }
    }
  }

  private static void writeItems(Connection connection, UUID id, Lines lines) throws SQLException {
    try (var rows =
        new CopyRows(
            connection,
            "COPY insights.imported_item (import, number, external_id, name, category) FROM STDIN")) {
      for (int i = 0; i < lines.items.size(); i++) {
        rows.cell(id)
            .cell(i)
            .cell(lines.items.name(i))
            .cell(lines.nameOfItem[i])
            .cell(lines.categoryOfItem[i])
            .end();
      }
    }
  }

  private static void writeOrders(Connection connection, UUID id, Orders orders)
      throws SQLException {
    try (var rows =
        new CopyRows(
            connection,
            "COPY insights.imported_order (import, number, person, ordered_at, gross_minor,"
                + " refunded_minor) FROM STDIN")) {
      for (int o = 0; o < orders.size; o++) {
        rows.cell(id)
            .cell(o)
            .cell(orders.person[o])
            .cell(Instant.ofEpochSecond(orders.second[o]))
            .cell(orders.grossMinor[o])
            .cell(orders.refundedMinor[o])
            .end();
      }
    }
  }

  private static void writeLines(Connection connection, UUID id, ReadHistory read)
      throws SQLException {
    var lines = read.lines();
    try (var rows =
        new CopyRows(
            connection,
            "COPY insights.imported_line (import, line, person, order_number, order_id, item, at,"
                + " quantity, minor, cancelled) FROM STDIN")) {
      for (int i = 0; i < lines.size; i++) {
        rows.cell(id)
            .cell(lines.number[i])
            .cell(known(lines.person[i]))
            .cell(known(read.orders().orderOfLine[i]))
            .cell(lines.order[i] < 0 ? null : lines.orders.name(lines.order[i]))
            .cell(known(lines.item[i]))
            .cell(Instant.ofEpochSecond(lines.second[i]))
            .cell(BigDecimal.valueOf(lines.quantityMillionths[i], 6))
            .cell(lines.minor[i])
            .cell(lines.cancelled[i])
            .end();
      }
    }
  }

  private static @Nullable Integer known(int number) {
    return number < 0 ? null : number;
  }

  private static void writeDays(Connection connection, UUID id, ReadHistory read)
      throws SQLException {
    try (var rows =
        new CopyRows(connection, "COPY insights.imported_day (import, day, minor) FROM STDIN")) {
      for (var day : ShopHistory.anonymousByDay(read).entrySet()) {
        rows.cell(id).cell(LocalDate.ofEpochDay(day.getKey())).cell(day.getValue()).end();
      }
    }
  }

  private static void writeRefusals(Connection connection, UUID id, Refusals refusals)
      throws SQLException {
    try (var rows =
        new CopyRows(
            connection, "COPY insights.refused_line (import, line, reason, text) FROM STDIN")) {
      for (var refused : refusals.listed()) {
        rows.cell(id).cell(refused.line()).cell(refused.reason()).cell(refused.text()).end();
      }
    }
    try (var rows =
        new CopyRows(
            connection, "COPY insights.refused_count (import, reason, lines) FROM STDIN")) {
      for (var count : refusals.counts().entrySet()) {
        rows.cell(id).cell(count.getKey()).cell(count.getValue()).end();
      }
    }
  }

  /// Reads the orders back; nothing but their columns is kept in memory.
  ShopHistory load(UUID id, ImportCard card) {
    var orders = Orders.none();
    jdbc.sql(ORDERS)
        .param("import", id)
        .withFetchSize(10_000)
        .query(row -> {
          orders.add(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4));
        });
    orders.unmatchedRefundMinor =
        jdbc.sql(UNMATCHED).param("import", id).query(Long.class).single();
    var days = new TreeMap<Integer, Long>();
    jdbc.sql(DAYS)
        .param("import", id)
        .query(row -> {
          days.put((int) row.getObject(1, LocalDate.class).toEpochDay(), row.getLong(2));
        });
    return new ShopHistory(
        ZoneId.of(card.zone()), Currency.getInstance(card.currency()), card.people(), orders, days);
  }

  List<Refusals.Refused> refused(UUID id) {
    return jdbc.sql(REFUSED)
        .param("import", id)
        .query((row, number) ->
            new Refusals.Refused(
                row.getInt(1), Refusals.Reason.valueOf(row.getString(2)), row.getString(3)))
        .list();
  }

  Map<Refusals.Reason, Integer> refusedCounts(UUID id) {
    var counts = new EnumMap<Refusals.Reason, Integer>(Refusals.Reason.class);
    jdbc.sql(REFUSED_COUNTS)
        .param("import", id)
        .query(row -> {
          counts.put(Refusals.Reason.valueOf(row.getString(1)), row.getInt(2));
        });
    return counts;
  }

  void remove(Collection<UUID> imports) {
    if (!imports.isEmpty()) {
      jdbc.sql(REMOVE)
          .param("imports", imports.stream().map(UUID::toString).toArray(String[]::new))
          .update();
    }
  }
}
