package changke.catalog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Takes out of a picture what its camera and editor wrote into it: EXIF with the place and the
/// owner, XMP, IPTC, comments, thumbnails. The picture itself is not coded again. Which way up a
/// JPEG is held stays, alone.
final class PictureNotes {

  /// JFIF header, colour profile, Adobe's colour transform.
  private static final Set<Integer> KEPT_SEGMENTS = Set.of(0xFFE0, 0xFFE2, 0xFFEE);

  private static final Set<String> DROPPED_CHUNKS =
      Set.of("eXIf", "tEXt", "zTXt", "iTXt", "tIME", "EXIF", "XMP ");
  private static final int EXIF_AND_XMP_FLAGS = 0b1100;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
  private static final int ORIENTATION = 0x0112;

  private PictureNotes() {}

  /// The same picture without notes; empty when its parts do not fit together.
  static Optional<byte[]> without(byte[] picture) {
    try {
      return switch (picture[0] & 0xFF) {
        case 0x89 -> Optional.of(png(picture));
        case 0xFF -> Optional.of(jpeg(picture));
        default -> Optional.of(webp(picture));
      };
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Segments up to the scan (ITU T.81, B.1.1); behind the end marker nothing is kept.
  private static byte[] jpeg(byte[] picture) {
    var in = ByteBuffer.wrap(picture);
    var out = new ByteArrayOutputStream(picture.length);
    out.write(picture, 0, 2);
    for (int at = 2; ; ) {
      var marker = in.getShort(at) & 0xFFFF;
      if (marker == 0xFFDA) {
        out.write(picture, at, end(picture) - at);
        return out.toByteArray();
      }
      var length = 2 + (in.getShort(at + 2) & 0xFFFF);
      if (marker == 0xFFE1) {
        orientation(Arrays.copyOfRange(picture, at + 4, at + length)).ifPresent(out::writeBytes);
      }
      var note = marker == 0xFFFE || (marker >= 0xFFE0 && marker <= 0xFFEF);
      if (!note || KEPT_SEGMENTS.contains(marker)) {
        out.write(picture, at, length);
      }
      at += length;
    }
  }

  private static int end(byte[] picture) {
    for (int at = picture.length - 2; at > 0; at--) {
      if ((picture[at] & 0xFF) == 0xFF && (picture[at + 1] & 0xFF) == 0xD9) {
        return at + 2;
      }
    }
    throw new IllegalArgumentException("no end of image");
  }

  /// An EXIF segment that says how the picture is held and nothing else (TIFF 6.0, section 2).
  private static Optional<byte[]> orientation(byte[] segment) {
    if (segment.length < 14 || !Arrays.equals(segment, 0, 6, EXIF, 0, 6)) {
      return Optional.empty();
    }
    var tiff = ByteBuffer.wrap(segment, 6, segment.length - 6).slice();
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    var directory = tiff.getInt(4);
    for (int i = 0; i < (tiff.getShort(directory) & 0xFFFF); i++) {
      var entry = directory + 2 + 12 * i;
      var value = tiff.getShort(entry + 8);
      if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION && value > 1 && value <= 8) {
        var alone = ByteBuffer.allocate(36).putShort((short) 0xFFE1).putShort((short) 34).put(EXIF);
        alone.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) 1);
        alone.putShort((short) ORIENTATION).putShort((short) 3).putInt(1).putShort(value);
        return Optional.of(alone.array());
      }
    }
    return Optional.empty();
  }

  private static byte[] png(byte[] picture) {
    var in = ByteBuffer.wrap(picture);
    var out = new ByteArrayOutputStream(picture.length);
    out.write(picture, 0, 8);
    for (int at = 8; at < picture.length; ) {
      var length = Math.addExact(12, in.getInt(at));
      if (length < 12) {
        throw new IllegalArgumentException("a chunk of less than nothing");
      }
      keep(picture, at, length, at + 4, out);
      at += length;
    }
    return out.toByteArray();
  }

  /// Chunks of the RIFF container (RFC 9649, section 2.3), padded to even lengths.
  private static byte[] webp(byte[] picture) {
    var in = ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN);
    var out = new ByteArrayOutputStream(picture.length);
    out.write(picture, 0, 12);
    for (int at = 12; at + 8 <= picture.length; ) {
      var size = in.getInt(at + 4);
      if (size < 0) {
        throw new IllegalArgumentException("a chunk of less than nothing");
      }
      var length = Math.min(8 + size + (size & 1), picture.length - at);
      keep(picture, at, length, at, out);
      at += length;
    }
    var bare = out.toByteArray();
    ByteBuffer.wrap(bare).order(ByteOrder.LITTLE_ENDIAN).putInt(4, bare.length - 8);
    if (tag(bare, 12).equals("VP8X")) {
      bare[20] &= (byte) ~EXIF_AND_XMP_FLAGS;
    }
    return bare;
  }

  private static void keep(byte[] from, int at, int length, int tag, ByteArrayOutputStream out) {
    if (!DROPPED_CHUNKS.contains(tag(from, tag))) {
      out.write(from, at, length);
    }
  }

  private static String tag(byte[] from, int at) {
    return new String(from, at, 4, StandardCharsets.US_ASCII);
  }
}
