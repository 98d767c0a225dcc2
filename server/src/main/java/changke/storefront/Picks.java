package changke.storefront;

import changke.shared.OfferId;
import changke.vault.CardId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// Which very card a visitor picked, for offers where one picks; beside the [Cart], in a cookie of
/// its own. A pick holds nothing: whoever orders first has the card.
record Picks(Map<OfferId, CardId> cards) {

  private static final String COOKIE = "picks";
  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Pattern PICK = Pattern.compile("(" + ID + ")\\.(" + ID + ")");
  private static final Duration KEPT = Duration.ofDays(30);

  Picks {
    cards = Map.copyOf(cards);
  }

  static Picks of(HttpServletRequest request) {
    var cards = new LinkedHashMap<OfferId, CardId>();
    var cookie = WebUtils.getCookie(request, COOKIE);
    if (cookie != null) {
      for (var pick : cookie.getValue().split("_", Cart.MOST_LINES + 1)) {
        var parts = PICK.matcher(pick);
        if (parts.matches()) {
          cards.put(OfferId.of(parts.group(1)), new CardId(UUID.fromString(parts.group(2))));
        }
      }
    }
    return new Picks(cards);
  }

  @Nullable CardId of(OfferId offer) {
    return cards.get(offer);
  }

  /// The latest pick of an offer counts; beyond a full cart the others are forgotten.
  Picks with(OfferId offer, CardId card) {
    var more = new LinkedHashMap<OfferId, CardId>();
    more.put(offer, card);
    cards.entrySet().stream()
        .filter(known -> !known.getKey().equals(offer))
        .limit(Cart.MOST_LINES - 1L)
        .forEach(known -> more.put(known.getKey(), known.getValue()));
    return new Picks(more);
  }

  void keep(HttpServletResponse response) {
    var text = new StringBuilder();
    cards.forEach((offer, card) ->
        text.append(text.isEmpty() ? "" : "_").append(offer).append('.').append(card.value()));
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
}
