package changke.api.idempotency;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.crypto.Mac;

/// A request whose content is hashed on its way to the controller. A short body is read at once, so
/// that its hash is known before anything is done; a long one is hashed as it streams by.
final class Content extends HttpServletRequestWrapper {

  private static final int SHORT = 1 << 20;
  private static final long MOST_PASSED_OVER = 64L << 20;

  private final Mac mac;
  private final Runnable sign;
  private final InputStream body;
  private final boolean whole;
  private final Stream stream = new Stream();
  private boolean ended;

  /// `sign` is called now and then while a long body is read: there is life.
  Content(HttpServletRequest request, Mac mac, Runnable sign) throws IOException {
    super(request);
    this.mac = mac;
    this.sign = sign;
    mac.update(
        (request.getMethod()
                + '\n'
                + request.getRequestURI()
                + '\n'
                + Objects.requireNonNullElse(request.getQueryString(), "")
                + '\n'
                + Objects.requireNonNullElse(request.getContentType(), "")
                + '\n')
            .getBytes(StandardCharsets.UTF_8));
    var length = request.getContentLengthLong();
    var none = length < 0 && request.getHeader("Transfer-Encoding") == null;
    whole = none || (length >= 0 && length <= SHORT);
    if (whole) {
      var bytes = none ? new byte[0] : request.getInputStream().readNBytes(SHORT);
      mac.update(bytes);
      body = new ByteArrayInputStream(bytes);
    } else {
      body = request.getInputStream();
    }
  }

  /// Whether the hash is known before the controller is called.
  boolean isWhole() {
    return whole;
  }

  /// Reads what the controller left; false when that is more than anyone should wait for.
  boolean readRest() throws IOException {
    var buffer = new byte[1 << 16];
    for (long passed = 0; !whole && !ended && passed < MOST_PASSED_OVER; ) {
      passed += Math.max(0, stream.read(buffer, 0, buffer.length));
    }
    return whole || ended;
  }

  /// Once, when everything was read.
  byte[] hash() {
    return mac.doFinal();
  }

  @Override
  public ServletInputStream getInputStream() {
    return stream;
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  private final class Stream extends ServletInputStream {

    private static final int SIGN_EVERY_READS = 256;
    private int reads;

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      var count = body.read(into, from, length);
      if (count < 0) {
        ended = true;
      } else if (!whole) {
        mac.update(into, from, count);
        if (++reads % SIGN_EVERY_READS == 0) {
          sign.run();
        }
      }
      return count;
    }

    @Override
    public boolean isFinished() {
      return ended;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("bodies are read as they come");
    }
  }
}
