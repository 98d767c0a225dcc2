package changke.activity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// The pseudonym of a browser, in a cookie that no script can read.
public final class VisitorCookie {

  public static final String NAME = "visitor";

  private VisitorCookie() {}

  /// The pseudonym that this browser brings.
  public static Optional<UUID> of(HttpServletRequest request) {
    var cookies = request.getCookies();
    if (cookies == null) {
      return Optional.empty();
    }
    return Arrays.stream(cookies)
        .filter(cookie -> cookie.getName().equals(NAME))
        .map(Cookie::getValue)
        .filter(value -> value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
        .map(UUID::fromString)
        .findFirst();
  }
}
