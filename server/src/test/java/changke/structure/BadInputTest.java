package changke.structure;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;

/// Whatever is sent: a clear answer, nothing half done, never a stack trace.
@HouseTest
class BadInputTest {

  @Autowired TestBrowser.Maker browsers;
  @LocalServerPort int port;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/o/not-an-id",
        "/o/00000000-0000-7000-8000-000000000000",
        "/c/no-such-category",
        "/s/no-such-shop",
        "/orders/NOSUCHORDER",
        "/open/no-such-token",
        "/pictures/none",
        "/nothing-here",
        "/webjars/nothing.js"
      })
  void what_does_not_exist_says_so(String path) {
    var answer = browsers.guest().get(path);
    assertThat(answer.statusCode()).as(path).isBetween(400, 499);
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("at changke.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "99999999999999999999", "abc", "1e3", ""})
  void a_quantity_that_is_none_breaks_nothing(String quantity) {
    var answer =
        browsers
            .guest()
            .post(
                "/cart/add",
                Map.of("offer", "00000000-0000-7000-8000-000000000000", "quantity", quantity));
    assertThat(answer.statusCode()).isLessThan(500);
    assertThat(answer.body()).doesNotContain("Exception");
  }

  @Test
  void a_form_larger_than_we_take_is_refused() {
    var answer =
        browsers
            .guest()
            .post("/sign-in", Map.of("email", "x".repeat(3_000_000), "password", "none"));
    assertThat(answer.statusCode()).isIn(400, 403, 413);
  }

  @Test
  void a_search_of_any_shape_finds_an_answer() {
    for (var words :
        new String[] {
          "",
          "%25%25",
          "'%3B--",
          "%E5%8D%A1%E5%AF%86",
          "a".repeat(2000),
          "%26%7C!:*()",
          "%F0%9F%8E%81"
        }) {
      assertThat(browsers.guest().get("/search?q=" + words).statusCode()).as(words).isLessThan(500);
    }
  }

  @Test
  void a_method_that_is_not_offered_is_refused() {
    assertThat(browsers.guest().send(HttpMethod.DELETE, "/sign-in").statusCode()).isEqualTo(405);
  }

  @Test
  void programs_read_problems_in_their_own_form() throws Exception {
    var answer =
        raw(
            "GET /nothing-here HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 404").contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /o/%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nCookie: XSRF-TOKEN=\u0001; changke=%00; cart=%%%\r\nConnection: close\r\n\r\n",
        "NONSENSE\r\n\r\n"
      })
  void raw_nonsense_is_answered_or_dropped(String request) throws Exception {
    var answer = raw(request);
    assertThat(answer).doesNotContain(" 500 ").doesNotContain("root:").doesNotContain("at org.");
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
