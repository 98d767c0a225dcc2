package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

  /// RFC 6238, appendix B, with the keys of its erratum: each as long as the hash.
  @ParameterizedTest
  @CsvSource({
    "59,          94287082, 46119246, 90693936",
    "1111111109,  07081804, 68084774, 25091201",
    "1111111111,  14050471, 67062674, 99943326",
    "1234567890,  89005924, 91819424, 93441116",
    "2000000000,  69279037, 90698825, 38618901",
    "20000000000, 65353130, 77737706, 47863826"
  })
  void codes_are_those_of_the_standard(long seconds, String sha1, String sha256, String sha512) {
    var step = Totp.step(Instant.ofEpochSecond(seconds));
    assertThat(Totp.code(key(20), step, 8, "HmacSHA1")).isEqualTo(sha1);
    assertThat(Totp.code(key(32), step, 8, "HmacSHA256")).isEqualTo(sha256);
    assertThat(Totp.code(key(64), step, 8, "HmacSHA512")).isEqualTo(sha512);
    assertThat(Totp.code(key(20), step)).isEqualTo(sha1.substring(2));
  }

  /// RFC 4648, section 10, without padding.
  @ParameterizedTest
  @CsvSource({
    "f,MY",
    "fo,MZXQ",
    "foo,MZXW6",
    "foob,MZXW6YQ",
    "fooba,MZXW6YTB",
    "foobar,MZXW6YTBOI"
  })
  void secrets_are_written_in_base32(String text, String written) {
    assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(written);
  }

  @Test
  void the_picture_says_what_the_app_needs() throws Exception {
    var text = "otpauth://totp/Changke:mei%40example.org?secret=MZXW6YTBOI&issuer=Changke";
    var picture = QrPicture.of(text);
    assertThat(read(picture)).isEqualTo(text);
  }

  private static byte[] key(int length) {
    return "1234567890".repeat(7).substring(0, length).getBytes(StandardCharsets.US_ASCII);
  }

  /// Paints the path as a browser would, eight pixels a unit, and reads it as an app would.
  private static String read(QrPicture picture) throws Exception {
    var side = picture.size() * 8;
    var pixels = new int[side * side];
    Arrays.fill(pixels, 0xffffff);
    var runs = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\d+z").matcher(picture.path());
    while (runs.find()) {
      var left = Integer.parseInt(runs.group(1)) * 8;
      var top = Integer.parseInt(runs.group(2)) * 8;
      var width = Integer.parseInt(runs.group(3)) * 8;
      for (int y = top; y < top + 8; y++) {
        Arrays.fill(pixels, y * side + left, y * side + left + width, 0);
      }
    }
    var source = new RGBLuminanceSource(side, side, pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }
}
