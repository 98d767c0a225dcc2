package changke.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.postgresql.PGConnection;

/// What is there before events arrive: a source with its key, and message keys of the last 72 hours
/// in sealed generations, as many as the marketplace itself makes of 50 million.
final class IngestSeed {

  static final String KEY = "srv_bench";
  static final UUID SOURCE = UUID.fromString("00000000-0000-7000-8000-00000000be01");

  /// So many of the keys belong to messages `known-0`, `known-1`, …
  static final int KNOWN = 1_000;

  /// The first eleven letters of PostgreSQL's binary format, flags and an extension that is empty.
  static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  static final int KEY_ROW_BYTES = 30;

  private static final int GENERATIONS = 25;
  private static final int WRITERS = 2;
  private static final int ROWS_AT_ONCE = 32_768;

  /// The lock under which the marketplace seals a generation.
  private static final long LOCK = 0x6368616e676b6531L;

  private IngestSeed() {}

  /// Seeds beside the running marketplace, which takes the new generations as its own.
  static void plant(House house, long keys) throws Exception {
    var first = house.number("SELECT max(number) + 1 FROM activity.generation");
    var tasks = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < GENERATIONS; i++) {
      var number = first + i;
      tasks.add(() -> fill(house, number, Math.toIntExact(keys / GENERATIONS)));
    }
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      for (var done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    try (var connection = house.connect("changke")) {
      connection.setAutoCommit(false);
      source(connection);
      announce(connection, first);
      connection.commit();
    }
  }

  private static void source(Connection connection) throws Exception {
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO activity.source (id, name, kind, money, made_at)
          VALUES ('%s', 'bench', 'SERVER', false, now())
          """
              .formatted(SOURCE));
      statement.execute(
          """
          INSERT INTO activity.write_key (id, source, digest, hint, made_at)
          VALUES ('%s', '%s', sha256('%s'), 'ench', now())
          """
              .formatted(SOURCE, SOURCE, KEY));
    }
  }

  /// A table is loaded in the order of its keys, indexed afterwards, and then joined to the others.
  private static boolean fill(House house, long number, int keys) throws Exception {
    try (var connection = house.connect("changke");
        var statement = connection.createStatement()) {
      var table = "activity.seen_" + number;
      statement.execute("CREATE TABLE " + table + " (LIKE activity.seen)");
      copy(connection, table, (int) number, keys);
      statement.execute("ALTER TABLE " + table + " ADD PRIMARY KEY (generation, digest)");
      statement.execute(
          "ALTER TABLE activity.seen ATTACH PARTITION "
              + table
              + " FOR VALUES IN ("
              + number
              + ")");
      return true;
    }
  }

  private static void copy(Connection connection, String table, int number, int keys)
      throws Exception {
    var random = new SplittableRandom(number);
    var copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + table + " (generation, digest) FROM STDIN (FORMAT binary)");
    copy.writeToCopy(HEADER, 0, HEADER.length);
    var rows = ByteBuffer.allocate(ROWS_AT_ONCE * KEY_ROW_BYTES);
    for (var high : sorted(random, keys)) {
      row(rows, number, high, random.nextLong());
      if (!rows.hasRemaining()) {
        copy.writeToCopy(rows.array(), 0, rows.position());
        rows.clear();
      }
    }
    copy.writeToCopy(rows.array(), 0, rows.position());
    copy.writeToCopy(new byte[] {-1, -1}, 0, 2);
    copy.endCopy();
  }

  static void row(ByteBuffer rows, int generation, long high, long low) {
    rows.putShort((short) 2).putInt(4).putInt(generation).putInt(16).putLong(high).putLong(low);
  }

  /// Random halves of keys in the order in which PostgreSQL sorts them: without a sign.
  static long[] sorted(SplittableRandom random, int count) {
    var halves = random.longs(count).toArray();
    Arrays.sort(halves);
    for (int i = 0; i < halves.length; i++) {
      halves[i] ^= Long.MIN_VALUE;
    }
    return halves;
  }

  private static void announce(Connection connection, long first) throws Exception {
    var next = first + GENERATIONS;
    try (var insert =
        connection.prepareStatement("INSERT INTO activity.seen VALUES (?, ?::uuid)")) {
      for (int i = 0; i < KNOWN; i++) {
        insert.setInt(1, (int) first + i % GENERATIONS);
        insert.setString(2, digest("known-" + i).toString());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    try (var statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
      statement.execute("UPDATE activity.generation SET sealed_at = now() WHERE sealed_at IS NULL");
      statement.execute(
          """
          INSERT INTO activity.generation (number, opened_at, sealed_at)
          SELECT n, now() - (%d - n) * interval '2 hours', now() - (%d - n) * interval '2 hours'
          FROM generate_series(%d, %d) AS n
          """
              .formatted(next + 1, next, first, next - 1));
      statement.execute(
          "CREATE TABLE activity.seen_%d PARTITION OF activity.seen FOR VALUES IN (%d)"
              .formatted(next, next));
      statement.execute(
          "INSERT INTO activity.generation (number, opened_at) VALUES (%d, now())".formatted(next));
    }
  }

  /// The digest under which the marketplace knows a message of the source.
  private static UUID digest(String messageId) throws Exception {
    var sha = MessageDigest.getInstance("SHA-256");
    sha.update(
        ByteBuffer.allocate(16)
            .putLong(SOURCE.getMostSignificantBits())
            .putLong(SOURCE.getLeastSignificantBits())
            .array());
    var all = ByteBuffer.wrap(sha.digest(messageId.getBytes(StandardCharsets.UTF_8)));
    return new UUID(all.getLong(), all.getLong());
  }
}
