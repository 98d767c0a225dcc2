package changke.orders;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/// Pictures as phones make them.
public final class DisputePictures {

  private DisputePictures() {}

  /// A JPEG whose EXIF names a place.
  public static byte[] withPlace() throws IOException {
    var plain = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", plain);
    var bytes = plain.toByteArray();
    var note =
        "Exif\0\0MM\0*\0\0\0\u0008\0\0 31.2304 N 121.4737 E".getBytes(StandardCharsets.US_ASCII);
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, 2);
    out.write(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, (byte) (note.length + 2)});
    out.write(note);
    out.write(bytes, 2, bytes.length - 2);
    return out.toByteArray();
  }
}
