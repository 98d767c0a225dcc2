package changke.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// One kept-alive connection to this machine that speaks just enough HTTP/1.1. A driver shares the
/// processors with what it measures, so it has to cost little.
final class HttpLine implements AutoCloseable {

  private static final int PATIENCE_MS = 60_000;

  /// `headers` by lower-case name; of several with one name the last.
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares answers.
  record Answer(int status, Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  private final int port;
  private final Socket socket;
  private final InputStream in;
  private boolean over;

  HttpLine(int port) throws IOException {
    this.port = port;
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
  }

  /// Whether the other side has closed it.
  boolean over() {
    return over;
  }

  Answer get(String path, String headers) throws IOException {
    return send("GET " + path, headers, "");
  }

  /// `headers` are whole lines, each with its line end.
  Answer post(String path, String headers, String form) throws IOException {
    return send(
        "POST " + path,
        headers
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n",
        form);
  }

  private Answer send(String request, String headers, String body) throws IOException {
    var text =
        request
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\nAccept: text/html,*/*;q=0.5\r\nAccept-Language: en\r\n"
            + headers
            + "\r\n"
            + body;
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return answer();
  }

  private Answer answer() throws IOException {
    var status = Integer.parseInt(line().split(" ", 3)[1]);
    var headers = new HashMap<String, String>();
    for (var line = line(); !line.isEmpty(); line = line()) {
      var colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    over = headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    return new Answer(status, headers, body(status, headers));
  }

  private byte[] body(int status, Map<String, String> headers) throws IOException {
    if (status == 204 || status == 304) {
      return new byte[0];
    }
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      var all = new java.io.ByteArrayOutputStream();
      for (var size = chunk(); size > 0; size = chunk()) {
        all.write(exactly(size));
        line();
      }
      line();
      return all.toByteArray();
    }
    return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private byte[] exactly(int size) throws IOException {
    var bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the answer ends early");
    }
    return bytes;
  }

  private String line() throws IOException {
    var line = new StringBuilder(80);
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the line is closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed either way.
    }
  }
}
