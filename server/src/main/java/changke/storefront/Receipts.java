package changke.storefront;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// The orders that a guest placed or opened on this browser: number and secret of each, the latest
/// first, in a cookie that scripts cannot read. It keeps the secret out of addresses.
record Receipts(SequencedMap<String, String> tokens) {

  private static final int MOST = 8;
  private static final String COOKIE = "receipts";
  private static final Duration KEPT = Duration.ofDays(30);

  Receipts {
    tokens = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tokens));
  }

  static Receipts of(HttpServletRequest request) {
    var tokens = new LinkedHashMap<String, String>();
    var cookie = WebUtils.getCookie(request, COOKIE);
    if (cookie != null) {
      for (var receipt : cookie.getValue().split("~", MOST + 1)) {
        var parts = receipt.split(":", 2);
        if (parts.length == 2) {
          tokens.putIfAbsent(parts[0], parts[1]);
        }
      }
    }
    return new Receipts(tokens);
  }

  Optional<String> token(String number) {
    return Optional.ofNullable(tokens.get(number));
  }

  Receipts with(String number, String token) {
    var more = new LinkedHashMap<String, String>();
    more.put(number, token);
    tokens.entrySet().stream()
        .filter(known -> !known.getKey().equals(number))
        .limit(MOST - 1L)
        .forEach(known -> more.put(known.getKey(), known.getValue()));
    return new Receipts(more);
  }

  void keep(HttpServletResponse response) {
    var text = new StringBuilder();
    tokens.forEach((number, token) ->
        text.append(text.isEmpty() ? "" : "~").append(number).append(':').append(token));
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, text.toString())
            .path("/")
            .httpOnly(true)
            .sameSite("Lax")
            .maxAge(KEPT)
            .build()
            .toString());
  }

  @Override
  public String toString() {
    return "Receipts" + tokens.keySet();
  }
}
