package changke.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A payment provider outside of the marketplace, in the driver: it speaks the protocol of the
/// house's sandbox cashier, thinks for as long as it is told before it answers, and keeps in mind
/// what was paid and for which payments the marketplace acknowledged its notification.
final class OutsideSandbox implements AutoCloseable {

  private static final String PID = "changke";

  /// A payment as the provider knows it.
  private record Trade(
      String number, String reference, String amount, String currency, String notifyAt) {}

  private final HttpServer server;
  private final Map<String, Trade> trades = new ConcurrentHashMap<>();
  private final Map<String, Boolean> paid = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong(1_000_000_000_000_000L);
  private final ConcurrentLinkedQueue<HttpLine> lines = new ConcurrentLinkedQueue<>();
  private volatile long thinkMs;
  private volatile byte[] key = new byte[0];

  OutsideSandbox() throws IOException {
    // Without it each answer waits for the reader's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2_000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/cashier/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void think(long ms) {
    thinkMs = ms;
  }

  /// Shares the key that the marketplace derives from its key file.
  void shareKeyOf(Path data) throws Exception {
    var root =
        Base64.getDecoder().decode(Files.readString(data.resolve("keys/signing.key")).trim());
    var derived = mac(root, "sandbox cashier");
    key = HexFormat.of().formatHex(derived).getBytes(StandardCharsets.UTF_8);
  }

  /// The buyer pays; true when the marketplace has answered the notification with success.
  boolean pay(String payAt) throws Exception {
    var trade = trades.get(payAt.substring(payAt.lastIndexOf('/') + 1));
    if (trade == null) {
      throw new IllegalStateException("nobody asked for " + payAt);
    }
    paid.put(trade.number, false);
    var fields = about(trade);
    fields.put("status", "paid");
    fields.put("at", String.valueOf(System.currentTimeMillis() / 1000));
    fields.put("sign", HexFormat.of().formatHex(mac(key, canonical(fields))));
    var said = post(URI.create(trade.notifyAt), form(fields));
    var taken = said.status() == 200 && said.text().equals("success");
    paid.put(trade.number, taken);
    return taken;
  }

  /// On a line that is there already, unless the shop has closed it meanwhile; a notification may
  /// come twice.
  private HttpLine.Answer post(URI to, String form) throws IOException {
    for (var line = lines.poll(); line != null; line = lines.poll()) {
      try {
        return post(line, to, form);
      } catch (IOException closedMeanwhile) {
        line.close();
      }
    }
    return post(new HttpLine(to.getPort()), to, form);
  }

  private HttpLine.Answer post(HttpLine line, URI to, String form) throws IOException {
    var answer = line.post(to.getPath(), "", form);
    if (line.over()) {
      line.close();
    } else {
      lines.add(line);
    }
    return answer;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var fields =
        parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    think();
    var path = exchange.getRequestURI().getPath();
    var answer =
        switch (path.substring(path.lastIndexOf('/') + 1)) {
          case "create" -> create(fields);
          case "query" -> query(fields);
          case "close" -> "{\"status\":\"closed\"}";
          default -> "{\"status\":\"refunded\"}";
        };
    var bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void think() {
    if (thinkMs > 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(thinkMs);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String create(Map<String, String> fields) {
    var trade =
        new Trade(
            String.valueOf(numbers.incrementAndGet()),
            fields.getOrDefault("out_trade_no", ""),
            fields.getOrDefault("amount", ""),
            fields.getOrDefault("currency", ""),
            fields.getOrDefault("notify_url", ""));
    trades.put(trade.number, trade);
    return "{\"trade_no\":\"%s\",\"pay_at\":\"%s/pay/%s\"}"
        .formatted(trade.number, address(), trade.number);
  }

  private String query(Map<String, String> fields) {
    return trades.values().stream()
        .filter(trade -> trade.reference.equals(fields.get("out_trade_no")))
        .findFirst()
        .map(trade ->
            "{\"status\":\"%s\",\"trade_no\":\"%s\",\"amount\":\"%s\",\"currency\":\"%s\"}"
                .formatted(
                    paid.containsKey(trade.number) ? "paid" : "waiting",
                    trade.number,
                    trade.amount,
                    trade.currency))
        .orElse("{\"error\":\"unknown trade\"}");
  }

  private static Map<String, String> about(Trade trade) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("pid", PID);
    fields.put("trade_no", trade.number);
    fields.put("out_trade_no", trade.reference);
    fields.put("amount", trade.amount);
    fields.put("currency", trade.currency);
    return fields;
  }

  private static String canonical(Map<String, String> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .filter(field -> !field.getKey().equals("sign") && !field.getValue().isEmpty())
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining("&"));
  }

  private static Map<String, String> parse(String form) {
    var fields = new LinkedHashMap<String, String>();
    for (var field : form.split("&")) {
      var parts = field.split("=", 2);
      if (parts.length == 2) {
        fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return fields;
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
    lines.forEach(HttpLine::close);
  }
}
