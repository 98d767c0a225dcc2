package changke.identity;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/// A QR code as the path of an SVG of `size` × `size` units with the quiet zone around it; made
/// here, because what it says is a secret.
public record QrPicture(int size, String path) {

  private static final int QUIET = 4;

  public static QrPicture of(String text) {
    try {
      var matrix = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
      return new QrPicture(matrix.getWidth() + 2 * QUIET, path(matrix));
    } catch (WriterException e) {
      throw new IllegalArgumentException("too long for a QR code", e);
    }
  }

  /// One stroke for each run of dark modules in a row.
  private static String path(ByteMatrix matrix) {
    var path = new StringBuilder();
    for (int y = 0; y < matrix.getHeight(); y++) {
      for (int x = 0; x < matrix.getWidth(); x++) {
        var from = x;
        while (x < matrix.getWidth() && matrix.get(x, y) == 1) {
          x++;
        }
        if (x > from) {
          var run = x - from;
          path.append("M%d %dh%dv1h-%dz".formatted(from + QUIET, y + QUIET, run, run));
        }
      }
    }
    return path.toString();
  }

  @Override
  public String toString() {
    return "QrPicture[" + size + "]";
  }
}
