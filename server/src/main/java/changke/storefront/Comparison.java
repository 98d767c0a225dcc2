package changke.storefront;

import changke.shared.OfferId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// What a visitor looks at side by side: at most [#MOST] offers, in a cookie for a day.
record Comparison(List<OfferId> offers) {

  static final int MOST = 4;

  private static final String COOKIE = "compare";
  private static final Duration KEPT = Duration.ofDays(1);
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  Comparison {
    offers = List.copyOf(offers);
  }

  static Comparison of(HttpServletRequest request) {
    var cookie = WebUtils.getCookie(request, COOKIE);
    return parse(cookie == null ? "" : cookie.getValue());
  }

  /// Whatever a browser wrote into it is at most four different ids.
  static Comparison parse(String text) {
    var offers = new ArrayList<OfferId>();
    for (var part : text.split("_", MOST + 1)) {
      if (ID.matcher(part).matches() && offers.size() < MOST) {
        var id = OfferId.of(part);
        if (!offers.contains(id)) {
          offers.add(id);
        }
      }
    }
    return new Comparison(offers);
  }

  boolean full() {
    return offers.size() >= MOST;
  }

  Comparison plus(OfferId offer) {
    var more = new ArrayList<>(offers);
    if (!more.contains(offer) && more.size() < MOST) {
      more.add(offer);
    }
    return new Comparison(more);
  }

  Comparison minus(OfferId offer) {
    return new Comparison(offers.stream().filter(one -> !one.equals(offer)).toList());
  }

  void keep(HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(COOKIE, toString())
            .path("/")
            .httpOnly(true)
            .sameSite("Lax")
            .maxAge(offers.isEmpty() ? Duration.ZERO : KEPT)
            .build()
            .toString());
  }

  @Override
  public String toString() {
    return String.join("_", offers.stream().map(OfferId::toString).toList());
  }
}
