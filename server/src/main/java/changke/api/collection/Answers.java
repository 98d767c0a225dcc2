package changke.api.collection;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Answers in the form that the official programs expect: always JSON.
final class Answers {

  private static final byte[] SUCCESS = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);

  private Answers() {}

  static void success(HttpServletResponse response) throws IOException {
    json(response, 200, SUCCESS);
  }

  /// `retryAfterSeconds` is 0 where trying again does not help.
  static void write(HttpServletResponse response, int status, String why, int retryAfterSeconds)
      throws IOException {
    if (retryAfterSeconds > 0) {
      response.setHeader("Retry-After", String.valueOf(retryAfterSeconds));
    }
    json(
        response,
        status,
        ("{\"success\":false,\"error\":\"" + why + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  static void json(HttpServletResponse response, int status, byte[] body) throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
