package changke.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureNotesTest {

  private static final String SECRET = "GPS 31.2304N 121.4737E of Lin";

  @Test
  void a_photograph_no_longer_says_where_it_was_taken() throws IOException {
    var plain = drawn("jpg");
    var noted = concat(head(plain, 2), segment(0xFFE1, exif(6)), comment(), rest(plain, 2));
    var bare = PictureNotes.without(noted).orElseThrow();
    assertThat(text(noted)).contains(SECRET);
    assertThat(text(bare)).doesNotContain("GPS").doesNotContain("Lin");
    assertThat(pixels(bare)).isEqualTo(pixels(plain));
  }

  @Test
  void which_way_up_it_is_held_stays() throws IOException {
    var plain = drawn("jpg");
    var noted = concat(head(plain, 2), segment(0xFFE1, exif(6)), rest(plain, 2));
    var bare = PictureNotes.without(noted).orElseThrow();
    assertThat(bare).hasSize(plain.length + 36);
    assertThat(ByteBuffer.wrap(bare).getShort(30)).isEqualTo((short) 6);
    assertThat(PictureNotes.without(bare)).hasValue(bare);
    var upright = concat(head(plain, 2), segment(0xFFE1, exif(1)), rest(plain, 2));
    assertThat(PictureNotes.without(upright)).hasValue(plain);
  }

  @Test
  void what_follows_the_end_of_a_photograph_goes() throws IOException {
    var plain = drawn("jpg");
    var noted = concat(plain, SECRET.getBytes(StandardCharsets.US_ASCII));
    assertThat(PictureNotes.without(noted)).hasValue(plain);
  }

  @Test
  void a_png_loses_its_texts() throws IOException {
    var plain = drawn("png");
    var noted = concat(head(plain, 33), chunk("tEXt"), chunk("eXIf"), rest(plain, 33));
    assertThat(PictureNotes.without(noted)).hasValue(plain);
  }

  @Test
  void a_webp_loses_exif_and_xmp_and_the_flags_that_announce_them() {
    var head = riff("VP8X", new byte[] {0b1100, 0, 0, 0, 9, 0, 0, 9, 0, 0});
    var image = riff("VP8L", new byte[] {0x2F, 1, 2, 3, 4});
    var noted = webp(head, image, riff("EXIF", SECRET.getBytes(StandardCharsets.US_ASCII)));
    head[8] = 0;
    assertThat(PictureNotes.without(noted)).hasValue(webp(head, image));
  }

  @Test
  void bytes_of_any_kind_break_nothing() throws IOException {
    var random = new Random(7);
    for (var whole : new byte[][] {drawn("jpg"), drawn("png"), webp(riff("VP8 ", new byte[20]))}) {
      for (int i = 0; i < 2000; i++) {
        var broken = whole.clone();
        for (int j = 0; j < 3; j++) {
          broken[1 + random.nextInt(broken.length - 1)] = (byte) random.nextInt();
        }
        PictureNotes.without(broken);
        PictureNotes.without(head(broken, 1 + random.nextInt(broken.length)));
      }
    }
  }

  private static byte[] drawn(String format) throws IOException {
    var image = new BufferedImage(16, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 3, 0xFF8800);
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  private static int[] pixels(byte[] picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture)).getRGB(0, 0, 16, 8, null, 0, 16);
  }

  /// A little-endian TIFF with a second tag that holds the secret.
  private static byte[] exif(int orientation) {
    var tiff = ByteBuffer.allocate(120).order(ByteOrder.LITTLE_ENDIAN);
    tiff.put("Exif\0\0II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x010E).putShort((short) 2).putInt(SECRET.length()).putInt(40);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(orientation);
    tiff.position(46);
    tiff.put(SECRET.getBytes(StandardCharsets.US_ASCII));
    return tiff.array();
  }

  private static byte[] comment() {
    return segment(0xFFFE, SECRET.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] segment(int marker, byte[] content) {
    return ByteBuffer.allocate(4 + content.length)
        .putShort((short) marker)
        .putShort((short) (2 + content.length))
        .put(content)
        .array();
  }

  private static byte[] chunk(String tag) {
    var content = (tag + SECRET).getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(content);
    return ByteBuffer.allocate(8 + content.length)
        .putInt(content.length - 4)
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  private static byte[] riff(String tag, byte[] content) {
    return ByteBuffer.allocate(8 + content.length + (content.length & 1))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(tag.getBytes(StandardCharsets.US_ASCII))
        .putInt(content.length)
        .put(content)
        .array();
  }

  private static byte[] webp(byte[]... chunks) {
    var body = concat(chunks);
    return ByteBuffer.allocate(12 + body.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(4 + body.length)
        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
        .put(body)
        .array();
  }

  private static byte[] head(byte[] bytes, int length) {
    return java.util.Arrays.copyOf(bytes, length);
  }

  private static byte[] rest(byte[] bytes, int from) {
    return java.util.Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] concat(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
