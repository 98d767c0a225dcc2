package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WireTest {

  private static final String KEY = "k3yK3YexampleKEY";
  private static final Map<String, String> QUERY =
      new TreeMap<>(Map.of("act", "order", "pid", "1001", "key", KEY));

  private final Wire wire = new Wire(JsonMapper.shared());
  private HttpServer provider;

  @BeforeEach
  void open() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answers("/broken", 500, "no");
    answers("/elsewhere", 302, "");
    answers("/page", 200, "<html>api.php?key=" + KEY + "</html>");
    answers("/endless", 200, "x".repeat(1 << 20));
    provider.createContext("/gone", exchange -> exchange.close());
    provider.start();
  }

  @AfterEach
  void close() {
    provider.stop(0);
  }

  private void answers(String path, int status, String body) {
    provider.createContext(
        path,
        exchange -> {
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          try (var out = exchange.getResponseBody()) {
            out.write(bytes);
          }
        });
  }

  @Test
  void no_error_of_any_kind_tells_the_key_that_stands_in_the_address() {
    var port = provider.getAddress().getPort();
    for (var path : new String[] {"/broken", "/elsewhere", "/page", "/endless", "/gone"}) {
      assertThat(told("http://127.0.0.1:" + port + path)).as(path).doesNotContain(KEY);
    }
    provider.stop(0);
    assertThat(told("http://127.0.0.1:" + port + "/nobody")).doesNotContain(KEY);
  }

  /// All that a log would hold of what is thrown.
  private String told(String address) {
    var thrown = catchThrowable(() -> wire.get(address, QUERY));
    assertThat(thrown).as(address).isInstanceOf(ProviderException.class);
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
