package changke.api.merchant;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body that ends in a refusal when it is longer than anything sensible.
final class Bounded extends FilterInputStream {

  private static final long MOST = 256L << 20;

  private long left = MOST;

  Bounded(InputStream body) {
    super(body);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    var count = in.read(into, from, length);
    left -= Math.max(0, count);
    if (left < 0) {
      throw new TooLong();
    }
    return count;
  }

  /// More than 256 MB.
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
