package changke.activity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Just enough of Thrift's compact protocol for the footers and page headers of Parquet files.
final class Thrift {

  private static final int BOOLEAN = 2;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private Thrift() {}

  /// A struct while it is written; fields come in rising order.
  static final class Struct {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int last;

    Struct i32(int field, int value) {
      return number(field, I32, value);
    }

    Struct i64(int field, long value) {
      return number(field, I64, value);
    }

    Struct flag(int field) {
      header(field, BOOLEAN - 1);
      return this;
    }

    Struct text(int field, String value) {
      header(field, BINARY);
      binary(value);
      return this;
    }

    Struct struct(int field, Struct value) {
      header(field, STRUCT);
      out.writeBytes(value.bytes());
      return this;
    }

    Struct structs(int field, List<Struct> values) {
      list(field, STRUCT, values.size());
      values.forEach(value -> out.writeBytes(value.bytes()));
      return this;
    }

    Struct numbers(int field, int... values) {
      list(field, I32, values.length);
      for (int value : values) {
        varint(zigzag(value));
      }
      return this;
    }

    Struct texts(int field, String... values) {
      list(field, BINARY, values.length);
      for (var value : values) {
        binary(value);
      }
      return this;
    }

    byte[] bytes() {
      var all = new ByteArrayOutputStream(out.size() + 1);
      all.writeBytes(out.toByteArray());
      all.write(0);
      return all.toByteArray();
    }

    private Struct number(int field, int type, long value) {
      header(field, type);
      varint(zigzag(value));
      return this;
    }

    private void list(int field, int type, int size) {
      header(field, LIST);
      if (size < 15) {
        out.write((size << 4) | type);
      } else {
        out.write(0xF0 | type);
        varint(size);
      }
    }

    private void binary(String value) {
      var bytes = value.getBytes(StandardCharsets.UTF_8);
      varint(bytes.length);
      out.writeBytes(bytes);
    }

    private void header(int field, int type) {
      out.write(((field - last) << 4) | type);
      last = field;
    }

    private void varint(long value) {
      for (; (value & ~0x7FL) != 0; value >>>= 7) {
        out.write((int) ((value & 0x7F) | 0x80));
      }
      out.write((int) value);
    }

    private static long zigzag(long value) {
      return (value << 1) ^ (value >> 63);
    }
  }

  /// Reads a struct as its fields by number: `Long`, `Boolean`, `byte[]`, `List`, or `Map` again.
  static Map<Integer, Object> read(ByteBuffer in) {
    var fields = new HashMap<Integer, Object>();
    int field = 0;
    for (int head = in.get() & 0xFF; head != 0; head = in.get() & 0xFF) {
      field = head >> 4 == 0 ? (int) unzigzag(varint(in)) : field + (head >> 4);
      int type = head & 15;
      fields.put(field, type <= BOOLEAN ? (Object) (type == 1) : value(in, type));
    }
    return fields;
  }

  private static Object value(ByteBuffer in, int type) {
    return switch (type) {
      case BOOLEAN - 1, BOOLEAN -> in.get() == 1;
      case 3 -> (long) in.get();
      case 4, I32, I64 -> unzigzag(varint(in));
      case 7 -> in.getLong();
      case BINARY -> {
        var bytes = new byte[(int) varint(in)];
        in.get(bytes);
        yield bytes;
      }
      case LIST, 10 -> {
        int head = in.get() & 0xFF;
        int size = head >> 4 == 15 ? (int) varint(in) : head >> 4;
        var list = new ArrayList<Object>();
        for (int i = 0; i < size; i++) {
          list.add(value(in, head & 15));
        }
        yield list;
      }
      case STRUCT -> read(in);
      default -> throw new IllegalArgumentException("not a Parquet footer: type " + type);
    };
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = in.get();
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  private static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
