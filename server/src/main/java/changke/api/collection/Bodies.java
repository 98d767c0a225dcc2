package changke.api.collection;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.stereotype.Component;

/// Reads bodies, packed with gzip or not, up to a hard limit, and never more of them at a time than
/// memory has room for.
@Component
class Bodies {

  /// The hard limit of a body once it is unpacked.
  static final int LARGEST = 6 << 20;

  private static final int KIB = 1 << 10;
  private static final int ROOM_KIB = 96 << 10;
  private static final int BUFFER = 16 << 10;

  private final Semaphore room = new Semaphore(ROOM_KIB);

  /// A body, or why there is none.
  sealed interface Body {
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares bodies.
    record Whole(byte[] bytes) implements Body {}

    record TooLarge() implements Body {}

    record Broken() implements Body {}

    /// Others fill the memory; later there is room.
    record NoRoom() implements Body {}
  }

  /// What is done with a body while its room is taken.
  interface Use {
    void accept(Body body) throws IOException;
  }

  void with(HttpServletRequest request, Use use) throws IOException {
    long length = request.getContentLengthLong();
    if (length > LARGEST) {
      use.accept(new Body.TooLarge());
      return;
    }
    var taken = new int[] {(int) (Math.max(length, KIB) / KIB) + 1};
    if (!room.tryAcquire(taken[0])) {
      use.accept(new Body.NoRoom());
      return;
    }
    try {
      use.accept(read(request, (int) length, taken));
    } finally {
      room.release(taken[0]);
    }
  }

  private Body read(HttpServletRequest request, int length, int[] taken) throws IOException {
    var plain = request.getInputStream();
    if (length >= 0 && !isPacked(request)) {
      var bytes = plain.readNBytes(length);
      return looksPacked(bytes)
          ? unpack(new ByteArrayInputStream(bytes), taken)
          : new Body.Whole(bytes);
    }
    return isPacked(request) ? unpack(plain, taken) : copy(plain, taken);
  }

  private Body unpack(InputStream packed, int[] taken) throws IOException {
    try (var unpacked = new GZIPInputStream(packed, BUFFER)) {
      return copy(unpacked, taken);
    } catch (ZipException | EOFException e) {
      return new Body.Broken();
    }
  }

  private Body copy(InputStream in, int[] taken) throws IOException {
    var out = new ByteArrayOutputStream(BUFFER);
    var buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      if (out.size() + count > LARGEST) {
        return new Body.TooLarge();
      }
      out.write(buffer, 0, count);
      int needed = out.size() / KIB + 1;
      if (needed > taken[0]) {
        if (!room.tryAcquire(needed - taken[0])) {
          return new Body.NoRoom();
        }
        taken[0] = needed;
      }
    }
    return new Body.Whole(out.toByteArray());
  }

  private static boolean isPacked(HttpServletRequest request) {
    return "gzip".equalsIgnoreCase(request.getHeader("Content-Encoding"));
  }

  /// Packed although nobody said so: JSON never begins like this.
  private static boolean looksPacked(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
  }
}
