package changke.payments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider's server on loopback: it keeps trades and refunds, and on demand it is down, or does
/// what it is asked and lets the answer get lost. How it speaks is the provider's.
final class Gateway implements AutoCloseable {

  /// How it behaves from now on.
  enum Mood {
    WELL,
    /// Hangs up before it does anything.
    DOWN,
    /// Does it and hangs up.
    MUTE,
    /// Answers with an error of its own.
    BROKEN,
    /// Answers with something that nobody signed.
    FORGED
  }

  record Request(
      String method,
      String path,
      Map<String, String> query,
      String body,
      Map<String, String> headers) {

    /// Fields of query and form together.
    Map<String, String> fields() {
      var all = new HashMap<>(query);
      all.putAll(decoded(body));
      return all;
    }
  }

  record Reply(int status, Map<String, String> headers, String body) {
    static Reply json(String body) {
      return new Reply(200, Map.of("Content-Type", "application/json"), body);
    }
  }

  /// How a provider's server speaks.
  interface Tongue {
    Reply answer(Request request, Gateway gateway);
  }

  /// What it knows: paid trades by our reference, refunds by their number.
  final Map<String, String> paid = new ConcurrentHashMap<>();

  final Map<String, String> made = new ConcurrentHashMap<>();
  final Map<String, String> refunds = new ConcurrentHashMap<>();
  final Map<String, String> closed = new ConcurrentHashMap<>();

  /// How often money was given back.
  final AtomicInteger given = new AtomicInteger();

  volatile Mood mood = Mood.WELL;

  private final HttpServer server;
  private final Tongue tongue;

  Gateway(Tongue tongue) {
    this.tongue = tongue;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              decoded(exchange.getRequestURI().getRawQuery()),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              headers(exchange));
      var now = mood;
      if (now == Mood.DOWN) {
        return;
      }
      var reply =
          now == Mood.BROKEN ? new Reply(500, Map.of(), "{}") : tongue.answer(request, this);
      if (now == Mood.MUTE) {
        return;
      }
      reply.headers().forEach(exchange.getResponseHeaders()::add);
      var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    var headers = new HashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) ->
            headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    return headers;
  }

  static Map<String, String> decoded(String form) {
    var fields = new HashMap<String, String>();
    for (var pair : form == null ? new String[0] : form.split("&")) {
      var cut = pair.indexOf('=');
      if (cut > 0) {
        fields.put(
            URLDecoder.decode(pair.substring(0, cut), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(cut + 1), StandardCharsets.UTF_8));
      }
    }
    return fields;
  }
}
