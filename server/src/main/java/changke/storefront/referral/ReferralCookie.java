package changke.storefront.referral;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// Who sent this browser: a code in a cookie for thirty days.
@Component
class ReferralCookie {

  private static final String NAME = "via";
  private static final String VISITOR = "visitor";
  private static final Duration AGE = Duration.ofDays(30);

  private final String region;

  ReferralCookie(@Value("${changke.region:CN}") String region) {
    this.region = region;
  }

  /// Whose rule counts: the region that the installation works in.
  String region() {
    return region;
  }

  void remember(String code, HttpServletResponse response) {
    set(code, AGE, response);
  }

  void forget(HttpServletResponse response) {
    set("", Duration.ZERO, response);
  }

  Optional<String> code(HttpServletRequest request) {
    return cookie(NAME, request).filter(code -> code.matches("[a-z0-9]{8}"));
  }

  /// The pseudonym of the browser, where it has one.
  Optional<String> device(HttpServletRequest request) {
    return cookie(VISITOR, request);
  }

  boolean isUnfollowed(HttpServletRequest request) {
    return "1".equals(request.getHeader("DNT")) || "1".equals(request.getHeader("Sec-GPC"));
  }

  private static Optional<String> cookie(String name, HttpServletRequest request) {
    var cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }

  private static void set(String value, Duration age, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(NAME, value)
            .path("/")
            .httpOnly(true)
            .sameSite("Lax")
            .maxAge(age)
            .build()
            .toString());
  }
}
