package changke.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;

/// What the database could do at best: the same rows by nothing but COPY into the same tables with
/// the same indexes, in transactions of a usual size, made beforehand, by two writers.
final class IngestLimit {

  private static final int WRITERS = 2;
  private static final int ROWS_PER_COPY = 4_000;
  private static final String COLUMNS =
      "position, recorded_at, fact, kind, person, visitor, happened_at, body, source";

  private final House house;
  private final int generation;
  private final byte[] events;

  /// Takes the rows that the marketplace itself wrote of `of`.
  IngestLimit(House house, String of) throws Exception {
    this.house = house;
    generation =
        (int) house.number("SELECT number FROM activity.generation WHERE sealed_at IS NULL");
    events = events(of);
  }

  /// Rows a second; each is an event and the key of its message.
  double run(int rows) throws Exception {
    var written = new AtomicLong();
    var tasks = new ArrayList<Callable<Boolean>>();
    for (int writer = 0; writer < WRITERS; writer++) {
      var number = writer;
      tasks.add(() -> write(number, rows, written));
    }
    var begin = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(WRITERS)) {
      for (var done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    return written.get() / ((System.nanoTime() - begin) / 1e9);
  }

  private boolean write(int writer, int rows, AtomicLong written) throws Exception {
    var random = new SplittableRandom(writer);
    try (var connection = house.connect("changke")) {
      connection.setAutoCommit(false);
      var copy = connection.unwrap(PGConnection.class).getCopyAPI();
      for (long at = (writer + 1L) << 40; written.get() < rows; at += ROWS_PER_COPY) {
        copy.copyIn(
            "COPY activity.seen (generation, digest) FROM STDIN (FORMAT binary)",
            new ByteArrayInputStream(keys(random)),
            1 << 16);
        copy.copyIn(
            "COPY activity.event (" + COLUMNS + ") FROM STDIN (FORMAT binary)",
            new ByteArrayInputStream(numbered(at)),
            1 << 16);
        connection.commit();
        written.addAndGet(ROWS_PER_COPY);
      }
    }
    return true;
  }

  private byte[] events(String of) throws Exception {
    try (var connection = house.connect("changke")) {
      var out = new ByteArrayOutputStream();
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "COPY (SELECT %s FROM activity.event WHERE source = '%s' LIMIT %d) TO STDOUT (FORMAT binary)"
                  .formatted(COLUMNS, of, ROWS_PER_COPY),
              out);
      return out.toByteArray();
    }
  }

  /// The same rows under other positions: the first field of each.
  private byte[] numbered(long from) {
    var copy = Arrays.copyOf(events, events.length);
    var rows = ByteBuffer.wrap(copy);
    int at = IngestSeed.HEADER.length;
    for (long position = from; rows.getShort(at) > 0; position++) {
      int fields = rows.getShort(at);
      at += 2;
      rows.putLong(at + 4, position);
      for (int field = 0; field < fields; field++) {
        at += 4 + Math.max(0, rows.getInt(at));
      }
    }
    return copy;
  }

  private byte[] keys(SplittableRandom random) {
    var rows =
        ByteBuffer.allocate(IngestSeed.HEADER.length + ROWS_PER_COPY * IngestSeed.KEY_ROW_BYTES + 2)
            .put(IngestSeed.HEADER);
    for (var high : IngestSeed.sorted(random, ROWS_PER_COPY)) {
      IngestSeed.row(rows, generation, high, random.nextLong());
    }
    return rows.putShort((short) -1).array();
  }
}
