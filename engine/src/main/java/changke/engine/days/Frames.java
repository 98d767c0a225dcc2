package changke.engine.days;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/// A stream of numbered frames, each with its length and a checksum over number, length and bytes:
/// a flipped bit, a frame left out, twice, or cut short does not pass.
final class Frames {

  private Frames() {}

  /// Fills one frame.
  interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  static void write(OutputStream out, int number, Content content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    content.write(new DataOutputStream(bytes));
    var body = bytes.toByteArray();
    var data = new DataOutputStream(out);
    data.writeInt(body.length);
    data.write(body);
    data.writeInt(checksum(number, body));
  }

  static byte[] read(InputStream in, int number) throws IOException {
    var data = new DataInputStream(in);
    try {
      int length = data.readInt();
      // Reads in steps: a damaged length meets the end of the stream before it takes memory.
      var body = length < 0 ? new byte[0] : data.readNBytes(length);
      if (body.length != length || data.readInt() != checksum(number, body)) {
        throw new DamagedDaySets("part " + number + " does not match its checksum");
      }
      return body;
    } catch (EOFException _) {
      throw new DamagedDaySets("ends in the middle of part " + number);
    }
  }

  private static int checksum(int number, byte[] body) {
    var crc = new CRC32C();
    for (int shift = 0; shift < 32; shift += 8) {
      crc.update(number >>> shift);
      crc.update(body.length >>> shift);
    }
    crc.update(body);
    return (int) crc.getValue();
  }
}
