package changke.webhooks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Carries one body to one address by HTTP/1.1, on a connection of its own. It speaks to the very
/// address that was checked, which no client of the JDK can be told to do; follows no redirect,
/// reads a little of the answer, and lets go after the patience, whatever the other side is doing.
@Component
class Courier implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int CONNECT_MS = 5_000;
  private static final int BODY_PAUSE_MS = 2_000;

  private final Targets targets;
  private final Clock clock;
  private final Duration patience;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-patience").factory());

  @Autowired
  Courier(Targets targets, Clock clock) {
    this(targets, clock, PATIENCE);
  }

  Courier(Targets targets, Clock clock, Duration patience) {
    this.targets = targets;
    this.clock = clock;
    this.patience = patience;
  }

  /// Never throws for what the other side does or is.
  Answer carry(String url, Map<String, String> headers, String body) {
    var start = System.nanoTime();
    try {
      var uri = URI.create(url);
      var address = targets.resolve(uri);
      try (var socket = new Socket()) {
        var end = watch.schedule(() -> close(socket), patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
          socket.connect(new InetSocketAddress(address, port(uri)), CONNECT_MS);
          socket.setSoTimeout((int) patience.toMillis());
          return exchange(secured(uri, socket), uri, headers, body, start);
        } finally {
          end.cancel(false);
        }
      }
    } catch (IOException | RuntimeException e) {
      return Answer.none(problem(e, start), since(start));
    }
  }

  private Answer exchange(
      Socket socket, URI uri, Map<String, String> headers, String body, long start)
      throws IOException {
    var out = socket.getOutputStream();
    out.write(request(uri, headers, body));
    out.flush();
    var in = socket.getInputStream();
    var head = AnswerHead.read(in);
    socket.setSoTimeout(BODY_PAUSE_MS);
    return new Answer(
        head.status(), null, head.retryAfter(clock.instant()), beginning(head, in), since(start));
  }

  private static byte[] request(URI uri, Map<String, String> headers, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var ascii = URI.create(uri.toASCIIString());
    var path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    var text = new StringBuilder("POST ").append(path);
    if (ascii.getRawQuery() != null) {
      text.append('?').append(ascii.getRawQuery());
    }
    text.append(" HTTP/1.1\r\nHost: ").append(ascii.getRawAuthority());
    text.append("\r\nUser-Agent: Changke-Webhooks/1\r\nAccept: */*\r\nConnection: close");
    text.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(bytes.length);
    headers.forEach((name, value) -> text.append("\r\n").append(name).append(": ").append(value));
    text.append("\r\n\r\n");
    var whole = new ByteArrayOutputStream(text.length() + bytes.length);
    whole.writeBytes(text.toString().getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(bytes);
    return whole.toByteArray();
  }

  private static Socket secured(URI uri, Socket socket) throws IOException {
    if (!uri.getScheme().equalsIgnoreCase("https")) {
      return socket;
    }
    var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    var secured = (SSLSocket) factory.createSocket(socket, uri.getHost(), port(uri), true);
    var rules = secured.getSSLParameters();
    rules.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(rules);
    secured.startHandshake();
    return secured;
  }

  /// The status counts already, so a body that does not come is no failure.
  private static String beginning(AnswerHead head, InputStream in) {
    try {
      return head.body(in);
    } catch (IOException e) {
      return "";
    }
  }

  private static int port(URI uri) {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private String problem(Exception e, long start) {
    if (since(start) >= patience.toMillis() || e instanceof SocketTimeoutException) {
      return "too-slow";
    }
    return switch (e) {
      case Targets.NotPublic _ -> "not-public";
      case UnknownHostException _ -> "unknown-name";
      case SSLException _ -> "not-secure";
      case AnswerHead.NotHttp _ -> "not-http";
      default -> "no-connection";
    };
  }

  private static long since(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed as far as we are concerned.
      return;
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
  }
}
