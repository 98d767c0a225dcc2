package changke.storefront;

import changke.shared.OfferId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// What a visitor means to buy: offers and how many, in a cookie, so that a guest needs no session.
/// It holds no prices; whatever a browser writes into it is read as at most [#MOST_LINES] lines of
/// 1 to [#MOST_PIECES] pieces.
record Cart(SequencedMap<OfferId, Integer> lines) {

  static final int MOST_LINES = 20;
  static final int MOST_PIECES = 100;

  private static final String COOKIE = "cart";
  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([1-9][0-9]{0,2})");
  private static final Duration KEPT = Duration.ofDays(30);

  Cart {
    lines = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(lines));
  }

  static Cart of(HttpServletRequest request) {
    var cookie = WebUtils.getCookie(request, COOKIE);
    return cookie == null ? new Cart(new LinkedHashMap<>()) : parse(cookie.getValue());
  }

  /// Reads `offer.quantity_offer.quantity`; what does not fit is left out.
  static Cart parse(String text) {
    var lines = new LinkedHashMap<OfferId, Integer>();
    for (var line : text.split("_", MOST_LINES + 1)) {
      var parts = LINE.matcher(line);
      if (parts.matches()) {
        var quantity = Math.min(MOST_PIECES, Integer.parseInt(parts.group(2)));
        lines.put(OfferId.of(parts.group(1)), quantity);
      }
    }
    return new Cart(lines);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  int pieces() {
    return lines.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// With so many more of an offer. A full cart stays as it is.
  Cart plus(OfferId offer, int quantity) {
    return with(offer, lines.getOrDefault(offer, 0) + quantity);
  }

  /// With exactly so many of an offer; none takes it out.
  Cart with(OfferId offer, int quantity) {
    var changed = new LinkedHashMap<>(lines);
    if (quantity <= 0) {
      changed.remove(offer);
    } else if (changed.containsKey(offer) || changed.size() < MOST_LINES) {
      changed.put(offer, Math.min(MOST_PIECES, quantity));
    }
    return new Cart(changed);
  }

  void keep(HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, toString())
            .path("/")
            .httpOnly(true)
            .sameSite("Lax")
            .maxAge(isEmpty() ? Duration.ZERO : KEPT)
            .build()
            .toString());
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    lines.forEach((offer, quantity) ->
        text.append(text.isEmpty() ? "" : "_").append(offer).append('.').append(quantity));
    return text.toString();
  }
}
