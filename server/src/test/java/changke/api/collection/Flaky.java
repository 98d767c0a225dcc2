package changke.api.collection;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;

/// A bad line between a program and the house: it refuses, or loses answers to what was taken.
final class Flaky implements AutoCloseable {

  enum Fault {
    /// Nothing gets through; come back in a second.
    SATURATED,
    /// Nothing gets through.
    DOWN,
    /// The house takes it, the program never learns.
    ANSWER_LOST
  }

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Deque<Fault> faults = new ConcurrentLinkedDeque<>();
  private final HttpServer server;
  private final String house;

  Flaky(String house, Fault... faults) throws IOException {
    this.house = house;
    this.faults.addAll(List.of(faults));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int faultsLeft() {
    return faults.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var fault = exchange.getRequestMethod().equals("POST") ? faults.poll() : null;
      if (fault == Fault.SATURATED) {
        exchange.getResponseHeaders().add("Retry-After", "1");
        cors(exchange);
        exchange.sendResponseHeaders(429, -1);
      } else if (fault == Fault.DOWN) {
        cors(exchange);
        exchange.sendResponseHeaders(503, -1);
      } else {
        var answer = forward(exchange, body);
        if (fault == Fault.ANSWER_LOST) {
          cors(exchange);
          exchange.sendResponseHeaders(502, -1);
        } else {
          answer(exchange, answer);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void cors(HttpExchange exchange) {
    exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
    exchange.getResponseHeaders().add("Access-Control-Expose-Headers", "Retry-After");
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(house + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!List.of(
                  "host",
                  "content-length",
                  "connection",
                  "transfer-encoding",
                  "upgrade",
                  "http2-settings")
              .contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!List.of("content-length", "transfer-encoding", "connection", "date")
              .contains(name.toLowerCase(Locale.ROOT))) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    exchange.sendResponseHeaders(
        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
