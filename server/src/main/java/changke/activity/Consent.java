package changke.activity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;

/// Whether a browser may be followed through the shop. Nobody is before having said yes; a browser
/// that sends Do-Not-Track or Global Privacy Control has said no, and is not asked.
public enum Consent {
  UNASKED,
  GIVEN,
  REFUSED;

  /// Where a browser keeps the answer: `yes` or `no`.
  public static final String COOKIE = "consent";

  public static Consent of(HttpServletRequest request) {
    if (asksNotToBeFollowed(request)) {
      return REFUSED;
    }
    var cookies = request.getCookies();
    return cookies == null
        ? UNASKED
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .map(answer -> answer.equals("yes") ? GIVEN : REFUSED)
            .findFirst()
            .orElse(UNASKED);
  }

  /// `DNT: 1` or `Sec-GPC: 1`.
  public static boolean asksNotToBeFollowed(HttpServletRequest request) {
    return "1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC"));
  }
}
