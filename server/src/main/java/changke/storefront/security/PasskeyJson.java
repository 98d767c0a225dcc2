package changke.storefront.security;

import changke.pages.Redirect;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// What `passkeys.js` and the house say to each other.
final class PasskeyJson {

  private static final int LONGEST = 64 * 1024;

  private PasskeyJson() {}

  static ResponseEntity<String> options(String json) {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(json);
  }

  /// Well: the script opens this path of ours.
  static ResponseEntity<String> goTo(String path) {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_PLAIN)
        .header(HttpHeaders.LOCATION, path)
        .body("");
  }

  /// The same for an answer that begins or renews a session, to where somebody came from when that
  /// is a path of ours.
  static void goBack(@Nullable String to, String otherwise, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    response.setHeader(HttpHeaders.LOCATION, Redirect.back(to, otherwise).to());
  }

  static void refuse(HttpServletResponse response) {
    response.setStatus(422);
  }

  static ResponseEntity<String> refused() {
    return ResponseEntity.unprocessableContent().contentType(MediaType.TEXT_PLAIN).body("");
  }

  static String read(HttpServletRequest request) throws IOException {
    var bytes = request.getInputStream().readNBytes(LONGEST);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
