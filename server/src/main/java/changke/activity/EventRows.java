package changke.activity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows of the journal in PostgreSQL's binary COPY format: a header, for every row its fields with
/// their lengths (−1 is null), and a trailer. All integers are big-endian; times are microseconds
/// since 2000.
final class EventRows {

  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final long EPOCH_SECONDS = 946_684_800L;
  private static final short FIELDS = 9;
  private static final int FIXED_BYTES = 2 + FIELDS * 4 + 3 * 8 + 4 * 16 + 1;

  private ByteBuffer out;
  private boolean ended;

  EventRows(int capacity) {
    out = ByteBuffer.allocate(Math.max(1024, capacity)).put(HEADER);
  }

  void add(long position, Instant recordedAt, Entry entry, @Nullable UUID source) {
    var kind = entry.kind().getBytes(StandardCharsets.UTF_8);
    var body = entry.body().getBytes(StandardCharsets.UTF_8);
    reserve(FIXED_BYTES + kind.length + body.length);
    out.putShort(FIELDS);
    out.putInt(8).putLong(position);
    out.putInt(8).putLong(micros(recordedAt));
    id(entry.fact());
    out.putInt(kind.length).put(kind);
    id(entry.person());
    id(entry.visitor());
    out.putInt(8).putLong(micros(entry.happenedAt()));
    out.putInt(1 + body.length).put((byte) 1).put(body);
    id(source);
  }

  byte[] bytes() {
    end();
    return out.array();
  }

  int length() {
    end();
    return out.position();
  }

  private void end() {
    if (!ended) {
      reserve(2);
      out.putShort((short) -1);
      ended = true;
    }
  }

  private void id(@Nullable UUID id) {
    if (id == null) {
      out.putInt(-1);
    } else {
      out.putInt(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
  }

  private void reserve(int bytes) {
    if (out.remaining() < bytes) {
      int size = Math.max(out.capacity() * 2, out.position() + bytes);
      out = ByteBuffer.wrap(Arrays.copyOf(out.array(), size)).position(out.position());
    }
  }

  private static long micros(Instant at) {
    return (at.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + at.getNano() / 1_000;
  }
}
