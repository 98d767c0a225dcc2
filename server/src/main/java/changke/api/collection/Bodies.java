package changke.api.collection;

import changke.activity.Shares;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.stereotype.Component;

/// Reads bodies, packed with gzip or not, up to a hard limit, and never more of them at a time than
/// memory has room for. Whoever sends has a share of that room: by login, or else by address,
/// because a key inside of a body is not known before it is read.
@Component
class Bodies {

  /// The hard limit of a body once it is unpacked.
  static final int LARGEST = 6 << 20;

  private static final int KIB = 1 << 10;
  private static final int ROOM_KIB = 96 << 10;
  private static final int BUFFER = 16 << 10;

  private final Shares<String> room = new Shares<>(ROOM_KIB);

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
    var place = new Place(room, sender(request));
    if (!place.grow((int) (Math.max(length, KIB) / KIB) + 1)) {
      use.accept(new Body.NoRoom());
      return;
    }
    try {
      use.accept(read(request, (int) length, place));
    } finally {
      place.leave();
    }
  }

  private static String sender(HttpServletRequest request) {
    var login = request.getHeader("Authorization");
    return login == null ? request.getRemoteAddr() : login;
  }

  /// What one body has of the room.
  private static final class Place {
    private final Shares<String> room;
    private final String sender;
    private int taken;

    Place(Shares<String> room, String sender) {
      this.room = room;
      this.sender = sender;
    }

    /// False when there is no room for so much.
    boolean grow(int kib) {
      if (kib > taken && !room.take(sender, kib - (long) taken)) {
        return false;
      }
      taken = Math.max(taken, kib);
      return true;
    }

    void leave() {
      room.release(sender, taken);
    }
  }

  private static Body read(HttpServletRequest request, int length, Place place) throws IOException {
    var plain = request.getInputStream();
    if (length >= 0 && !isPacked(request)) {
      var bytes = plain.readNBytes(length);
      return looksPacked(bytes)
          ? unpack(new ByteArrayInputStream(bytes), place)
          : new Body.Whole(bytes);
    }
    return isPacked(request) ? unpack(plain, place) : copy(plain, place);
  }

  private static Body unpack(InputStream packed, Place place) throws IOException {
    try (var unpacked = new GZIPInputStream(packed, BUFFER)) {
      return copy(unpacked, place);
    } catch (ZipException | EOFException e) {
      return new Body.Broken();
    }
  }

  private static Body copy(InputStream in, Place place) throws IOException {
    var out = new ByteArrayOutputStream(BUFFER);
    var buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      if (out.size() + count > LARGEST) {
        return new Body.TooLarge();
      }
      out.write(buffer, 0, count);
      if (!place.grow(out.size() / KIB + 1)) {
        return new Body.NoRoom();
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
