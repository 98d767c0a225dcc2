package changke.catalog;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Reads type and size of a picture from its own bytes; what the browser claimed does not count.
@SuppressWarnings("ByteBufferBackingArray") // Every buffer here wraps its whole array.
final class PictureCheck {

  static final int MOST_BYTES = 2 * 1024 * 1024;
  static final int MOST_PIXELS_A_SIDE = 4096;

  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] PNG_END = {'I', 'E', 'N', 'D', (byte) 0xAE, 0x42, 0x60, (byte) 0x82};

  private PictureCheck() {}

  /// The picture, or nothing when the bytes are none of PNG, JPEG and WebP.
  static Optional<Picture> read(byte[] bytes) {
    if (bytes.length < 32) {
      return Optional.empty();
    }
    var file = ByteBuffer.wrap(bytes);
    try {
      if (Arrays.equals(bytes, 0, 8, PNG, 0, 8)) {
        return png(file);
      }
      if ((file.getShort(0) & 0xFFFF) == 0xFFD8) {
        return jpeg(file);
      }
      return tag(file, 0).equals("RIFF") && tag(file, 8).equals("WEBP")
          ? webp(file)
          : Optional.empty();
    } catch (IndexOutOfBoundsException e) {
      // A header that points past the end: broken.
      return Optional.empty();
    }
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Optional<Picture> png(ByteBuffer file) {
    var bytes = file.array();
    var ends = Arrays.equals(bytes, bytes.length - PNG_END.length, bytes.length, PNG_END, 0, 8);
    return ends && tag(file, 12).equals("IHDR")
        ? picture(file, "image/png", file.getInt(16), file.getInt(20))
        : Optional.empty();
  }

  /// Walks the segments to the frame header (ITU T.81, B.2.2).
  private static Optional<Picture> jpeg(ByteBuffer file) {
    var at = 2;
    while (true) {
      var marker = file.getShort(at) & 0xFFFF;
      if (marker < 0xFFC0 || marker == 0xFFD9 || marker == 0xFFDA) {
        return Optional.empty();
      }
      var frame = marker <= 0xFFCF && marker != 0xFFC4 && marker != 0xFFC8 && marker != 0xFFCC;
      if (frame) {
        return picture(
            file, "image/jpeg", file.getShort(at + 7) & 0xFFFF, file.getShort(at + 5) & 0xFFFF);
      }
      at += 2 + (file.getShort(at + 2) & 0xFFFF);
    }
  }

  /// The three headers of the WebP container (RFC 9649).
  private static Optional<Picture> webp(ByteBuffer file) {
    var little = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return switch (tag(file, 12)) {
      case "VP8X" ->
          picture(
              file,
              "image/webp",
              1 + (little.getInt(24) & 0xFFFFFF),
              1 + (little.getInt(26) >>> 8 & 0xFFFFFF));
      case "VP8L" -> {
        var bits = little.getInt(21);
        yield file.get(20) == 0x2F
            ? picture(file, "image/webp", 1 + (bits & 0x3FFF), 1 + (bits >>> 14 & 0x3FFF))
            : Optional.empty();
      }
      case "VP8 " ->
          picture(file, "image/webp", little.getShort(26) & 0x3FFF, little.getShort(28) & 0x3FFF);
      default -> Optional.empty();
    };
  }

  private static Optional<Picture> picture(ByteBuffer file, String type, int width, int height) {
    return width > 0 && height > 0
        ? Optional.of(new Picture(hash(file.array()), type, width, height, file.array()))
        : Optional.empty();
  }

  private static String tag(ByteBuffer file, int at) {
    return new String(file.array(), at, 4, StandardCharsets.US_ASCII);
  }
}
