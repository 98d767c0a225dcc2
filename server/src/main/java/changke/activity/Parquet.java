package changke.activity;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Entries of the journal as a Parquet file: one row group, PLAIN values in one page a column,
/// GZIP, optional columns with RLE definition levels. The small part of the format that every
/// reader knows (Apache Parquet format 2.11); files of others are not read here.
final class Parquet {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int INT64 = 2;
  private static final int BYTE_ARRAY = 6;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int GZIP = 2;
  private static final int UTF8 = 0;
  private static final int TIMESTAMP_MICROS = 10;

  /// The columns in their order; `text` ones hold UTF-8.
  private enum Column {
    position(false, false, -1),
    recorded_at(false, false, TIMESTAMP_MICROS),
    fact(true, false, UTF8),
    kind(true, false, UTF8),
    person(true, true, UTF8),
    visitor(true, true, UTF8),
    happened_at(false, false, TIMESTAMP_MICROS),
    body(true, false, UTF8),
    source(true, true, UTF8);

    private final boolean text;
    private final boolean optional;
    private final int meaning;

    Column(boolean text, boolean optional, int meaning) {
      this.text = text;
      this.optional = optional;
      this.meaning = meaning;
    }
  }

  /// An entry as it stands in a file; times are microseconds since 1970, ids are text.
  record Row(
      long position,
      long recordedAt,
      String fact,
      String kind,
      @Nullable String person,
      @Nullable String visitor,
      long happenedAt,
      String body,
      @Nullable String source) {

    Row withoutVisitor() {
      return new Row(position, recordedAt, fact, kind, person, null, happenedAt, body, source);
    }

    private @Nullable Object value(Column column) {
      return switch (column) {
        case position -> position;
        case recorded_at -> recordedAt;
        case fact -> fact;
        case kind -> kind;
        case person -> person;
        case visitor -> visitor;
        case happened_at -> happenedAt;
        case body -> body;
        case source -> source;
      };
    }
  }

  private Parquet() {}

  /// The bytes of a whole file.
  static byte[] write(List<Row> rows) throws IOException {
    var out = new ByteArrayOutputStream();
    out.writeBytes(MAGIC);
    var chunks = new ArrayList<Thrift.Struct>();
    long total = 0;
    for (var column : Column.values()) {
      int start = out.size();
      var plain = page(column, rows);
      var packed = pack(plain);
      var levels = new Thrift.Struct().i32(1, rows.size()).i32(2, PLAIN).i32(3, RLE).i32(4, RLE);
      out.writeBytes(
          new Thrift.Struct()
              .i32(1, 0)
              .i32(2, plain.length)
              .i32(3, packed.length)
              .struct(5, levels)
              .bytes());
      int header = out.size() - start;
      out.writeBytes(packed);
      total += header + plain.length;
      var meta =
          new Thrift.Struct()
              .i32(1, column.text ? BYTE_ARRAY : INT64)
              .numbers(2, PLAIN, RLE)
              .texts(3, column.name())
              .i32(4, GZIP)
              .i64(5, rows.size())
              .i64(6, header + plain.length)
              .i64(7, header + packed.length)
              .i64(9, start);
      chunks.add(new Thrift.Struct().i64(2, start).struct(3, meta));
    }
    var group = new Thrift.Struct().structs(1, chunks).i64(2, total).i64(3, rows.size());
    var footer =
        new Thrift.Struct()
            .i32(1, 1)
            .structs(2, schema())
            .i64(3, rows.size())
            .structs(4, List.of(group))
            .text(6, "changke")
            .bytes();
    out.writeBytes(footer);
    out.writeBytes(little(4).putInt(footer.length).array());
    out.writeBytes(MAGIC);
    return out.toByteArray();
  }

  private static List<Thrift.Struct> schema() {
    var schema = new ArrayList<Thrift.Struct>();
    schema.add(new Thrift.Struct().text(4, "event").i32(5, Column.values().length));
    for (var column : Column.values()) {
      var element =
          new Thrift.Struct()
              .i32(1, column.text ? BYTE_ARRAY : INT64)
              .i32(3, column.optional ? 1 : 0)
              .text(4, column.name());
      schema.add(column.meaning < 0 ? element : element.i32(6, column.meaning));
    }
    return schema;
  }

  private static byte[] page(Column column, List<Row> rows) {
    var out = new ByteArrayOutputStream();
    if (column.optional) {
      var levels = levels(column, rows);
      out.writeBytes(little(4).putInt(levels.length).array());
      out.writeBytes(levels);
    }
    for (var row : rows) {
      var value = row.value(column);
      if (value instanceof String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(little(4).putInt(bytes.length).array());
        out.writeBytes(bytes);
      } else if (value instanceof Long number) {
        out.writeBytes(little(8).putLong(number).array());
      }
    }
    return out.toByteArray();
  }

  /// One bit a row, packed in groups of eight: the hybrid encoding's bit-packed run.
  private static byte[] levels(Column column, List<Row> rows) {
    int groups = (rows.size() + 7) / 8;
    var out = new ByteArrayOutputStream();
    for (long head = ((long) groups << 1) | 1; ; head >>>= 7) {
      out.write((int) (head < 0x80 ? head : (head & 0x7F) | 0x80));
      if (head < 0x80) {
        break;
      }
    }
    var bits = new byte[groups];
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).value(column) != null) {
        bits[i >> 3] |= (byte) (1 << (i & 7));
      }
    }
    out.writeBytes(bits);
    return out.toByteArray();
  }

  /// The rows of a file that [#write] made.
  static List<Row> read(byte[] file) throws IOException {
    var end = little(file).getInt(file.length - 8);
    var footer = Thrift.read(ByteBuffer.wrap(file, file.length - 8 - end, end));
    var groups = list(footer.get(4));
    var columns = list(map(groups.getFirst()).get(1));
    int rows = (int) number(footer.get(3));
    var values = new Object[Column.values().length][];
    int index = 0;
    for (var column : Column.values()) {
      var meta = map(map(columns.get(index)).get(3));
      values[index++] = column(file, column, (int) number(meta.get(9)), rows);
    }
    var all = new ArrayList<Row>(rows);
    for (int i = 0; i < rows; i++) {
      all.add(
          new Row(
              (long) values[0][i],
              (long) values[1][i],
              (String) values[2][i],
              (String) values[3][i],
              (String) values[4][i],
              (String) values[5][i],
              (long) values[6][i],
              (String) values[7][i],
              (String) values[8][i]));
    }
    return all;
  }

  private static Object[] column(byte[] file, Column column, int start, int rows)
      throws IOException {
    var in = ByteBuffer.wrap(file);
    in.position(start);
    var header = Thrift.read(in);
    var packed = new byte[(int) number(header.get(3))];
    in.get(packed);
    var page = little(unpack(packed));
    var present = column.optional ? present(page, rows) : null;
    var values = new Object[rows];
    for (int i = 0; i < rows; i++) {
      if (present != null && (present[i >> 3] & (1 << (i & 7))) == 0) {
        continue;
      }
      if (column.text) {
        var bytes = new byte[page.getInt()];
        page.get(bytes);
        values[i] = new String(bytes, StandardCharsets.UTF_8);
      } else {
        values[i] = page.getLong();
      }
    }
    return values;
  }

  private static byte[] present(ByteBuffer page, int rows) {
    var levels = new byte[page.getInt()];
    page.get(levels);
    int groups = (rows + 7) / 8;
    var bits = new byte[groups];
    System.arraycopy(levels, levels.length - groups, bits, 0, groups);
    return bits;
  }

  private static byte[] pack(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (var gzip = new GZIPOutputStream(out, 1 << 16)) {
      gzip.write(plain);
    }
    return out.toByteArray();
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
      return gzip.readAllBytes();
    }
  }

  private static ByteBuffer little(int bytes) {
    return little(new byte[bytes]);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long number(@Nullable Object value) {
    return (Long) Objects.requireNonNull(value);
  }

  private static List<?> list(@Nullable Object value) {
    return (List<?>) Objects.requireNonNull(value);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }
}
