package changke.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/// Cards through the real import (a file sent over HTTP, read, checked, encrypted, staged, put on
/// the shelf) beside one binary COPY of ready rows of the same width into a table with the same
/// columns, constraints and indexes, in the same database: rows per second of both, in turns.
///
/// Afterwards every card is read back through the merchant's export and compared with what was
/// sent, and the same cards are sent again: none may be taken.
public final class ImportBench implements Comparison {

  private static final String PASSWORD = "a door left ajar";
  private static final String SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final String MERCHANT = "00000000-0000-7000-8000-0000000000a1";
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  private final Random random = new Random(20261122);
  private final Set<String> sent = new HashSet<>();

  @Override
  public Result run(Options options) throws Exception {
    var cards = (int) options.size("cards", 5_000, 100_000);
    var rounds = (int) options.size("rounds", 1, 5);
    try (var house = House.start(Map.of());
        var database = house.connect("changke")) {
      var ming = merchant(house, database);
      var offer = offer(ming);
      print(database);
      var ours = new ArrayList<Double>();
      var theirs = new ArrayList<Double>();
      // The first rounds warm both up and are not counted.
      for (int round = -1; round < rounds; round++) {
        var file = file(cards);
        checkpoint(database);
        var one = imported(ming, offer, file);
        if (round < 0) {
          peerTable(database);
        }
        var rows = rows(database, cards);
        checkpoint(database);
        var other = copied(database, rows);
        System.out.printf(
            "round %d: import %d ms, COPY %d ms%n", round, one / 1_000_000, other / 1_000_000);
        if (round >= 0) {
          ours.add(cards * 1e9 / one);
          theirs.add(cards * 1e9 / other);
        }
      }
      check(database, ming, offer, cards, rounds + 1);
      var us = median(ours);
      var them = median(theirs);
      return new Result("import", us, "rows/s", "postgresql COPY", them, us / them)
          .also("cards", cards);
    }
  }

  /// Everything readable, nothing twice, duplicates refused.
  private void check(Connection database, Browser ming, String offer, int cards, int times)
      throws Exception {
    var all = count(database, "SELECT count(*) FROM vault.card WHERE state = 'available'");
    if (all != (long) cards * times || count(database, "SELECT count(*) FROM peer") != all) {
      throw new Mismatch(all + " cards on the shelf instead of " + (long) cards * times);
    }
    var export = ming.post(path(offer, "/stock.csv"), Map.of());
    Browser.demand(export, 200);
    var read = new HashSet<String>();
    export
        .body()
        .lines()
        .skip(1)
        .forEach(line -> read.add(line.substring(1, line.indexOf('"', 1))));
    if (!read.equals(sent)) {
      throw new Mismatch(read.size() + " cards can be read, " + sent.size() + " were sent");
    }
    var again = String.join("\n", List.copyOf(sent).subList(0, cards));
    imported(ming, offer, again.getBytes(StandardCharsets.UTF_8));
    var refused =
        count(database, "SELECT count(*) FROM vault.refused_line WHERE reason = 'in_vault'");
    var after = count(database, "SELECT count(*) FROM vault.card");
    if (refused != cards || after != all) {
      throw new Mismatch(refused + " of " + cards + " duplicates were refused");
    }
    System.out.printf("%,d cards read back, %,d duplicates refused%n", read.size(), refused);
  }

  private static Browser merchant(House house, Connection database) throws Exception {
    var ming = new Browser("http://127.0.0.1:" + house.port());
    var email = "ming@bench.example";
    Browser.demand(
        ming.post("/sign-up", Map.of("name", "Ming", "email", email, "password", PASSWORD)), 303);
    try (var statement = database.createStatement()) {
      for (var sql :
          List.of(
              "INSERT INTO identity.role SELECT id, 'MERCHANT', now() FROM identity.person",
              """
              INSERT INTO merchants.shop
                (merchant_id, slug, name_zh, name_en, words_zh, words_en, contact, opened_at)
              VALUES ('MERCHANT', 'bench', '', 'Bench', '', '', 'ming', now())
              """
                  .replace("MERCHANT", MERCHANT),
              "INSERT INTO merchants.staff SELECT 'MERCHANT', id, 'owner', now() FROM identity.person"
                  .replace("MERCHANT", MERCHANT),
              "INSERT INTO catalog.category VALUES ('cards', NULL, '卡', 'Cards', 1)")) {
        statement.execute(sql);
      }
    }
    return ming;
  }

  private static String offer(Browser ming) throws Exception {
    var fields =
        Map.of(
            "titleEn",
            "Card",
            "price",
            "9.90",
            "category",
            "cards",
            "kind",
            "card",
            "delivery",
            "cards",
            "tags",
            "",
            "confirmDays",
            "7",
            "perBuyerLimit",
            "100",
            "promisedMinutes",
            "0");
    var all = new HashMap<>(fields);
    all.put("lowStockAt", "5");
    all.put("version", "0");
    var answer = ming.post("/workbench/bench/offers/new", all);
    // The house keeps its categories for some seconds before it looks again.
    for (int tries = 0; answer.statusCode() == 422 && tries < 30; tries++) {
      TimeUnit.SECONDS.sleep(1);
      answer = ming.post("/workbench/bench/offers/new", all);
    }
    Browser.demand(answer, 303);
    var to = answer.headers().firstValue("Location").orElseThrow();
    return to.substring(to.lastIndexOf('/') + 1);
  }

  private long imported(Browser ming, String offer, byte[] file) throws Exception {
    var id = new UUID((random.nextLong() & ~0xF000L) | 0x7000L, random.nextLong()).toString();
    var token = ming.token();
    var fields = Map.of("id", id, "source", "bench", "format", "lines", "charset", "utf-8");
    var start = System.nanoTime();
    var answer = ming.upload(path(offer, "/stock"), fields, "file", file, token);
    var took = System.nanoTime() - start;
    Browser.demand(answer, 303);
    return took;
  }

  private static String path(String offer, String rest) {
    return "/workbench/bench/offers/" + offer + rest;
  }

  /// Keys as shops sell them: 25 signs in five groups.
  private byte[] file(int cards) {
    var text = new StringBuilder(cards * 30);
    while (cards > 0) {
      var card = new StringBuilder(29);
      for (int i = 0; i < 25; i++) {
        card.append(i > 0 && i % 5 == 0 ? "-" : "").append(SIGNS.charAt(random.nextInt(32)));
      }
      if (sent.add(card.toString())) {
        text.append(card).append('\n');
        cards--;
      }
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void peerTable(Connection database) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute("CREATE TABLE peer (LIKE vault.card INCLUDING ALL)");
      statement.execute("ALTER TABLE peer ADD FOREIGN KEY (successor) REFERENCES peer");
    }
  }

  /// Rows as wide as ours, ready as bytes before the clock runs, their ids in order like ours.
  private byte[] rows(Connection database, int count) throws SQLException, IOException {
    var sealed = (int) count(database, "SELECT max(octet_length(sealed)) FROM vault.card");
    var bytes = new ByteArrayOutputStream(count * 250);
    var out = new DataOutputStream(bytes);
    out.write(SIGNATURE);
    out.writeInt(0);
    out.writeInt(0);
    var batch = new UUID(random.nextLong(), random.nextLong());
    var moment = System.currentTimeMillis() << 12;
    for (int i = 0; i < count; i++, moment++) {
      out.writeShort(8);
      var high = ((moment >>> 12) << 16) | 0x7000L | (moment & 0xFFF);
      uuid(out, new UUID(high, random.nextLong()));
      uuid(out, UUID.fromString(MERCHANT));
      uuid(out, batch);
      uuid(out, batch);
      uuid(out, batch);
      random(out, sealed);
      random(out, 32);
      out.writeInt(9);
      out.writeBytes("available");
    }
    out.writeShort(-1);
    return bytes.toByteArray();
  }

  private void random(DataOutputStream out, int length) throws IOException {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    out.writeInt(length);
    out.write(bytes);
  }

  private static void uuid(DataOutputStream out, UUID value) throws IOException {
    out.writeInt(16);
    out.writeLong(value.getMostSignificantBits());
    out.writeLong(value.getLeastSignificantBits());
  }

  private static long copied(Connection database, byte[] rows) throws SQLException {
    var start = System.nanoTime();
    var copy =
        database
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY peer (id, merchant_id, offer_id, batch_id, key_id, sealed, mark, state)"
                    + " FROM STDIN (FORMAT binary)");
    copy.writeToCopy(rows, 0, rows.length);
    copy.endCopy();
    return System.nanoTime() - start;
  }

  private static void checkpoint(Connection database) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute("CHECKPOINT");
    }
  }

  private static void print(Connection database) throws SQLException {
    for (var setting :
        List.of(
            "fsync", "synchronous_commit", "full_page_writes", "shared_buffers", "max_wal_size")) {
      try (var statement = database.createStatement();
          var row = statement.executeQuery("SHOW " + setting)) {
        row.next();
        System.out.println("both sides: " + setting + " = " + row.getString(1));
      }
    }
  }

  private static long count(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
