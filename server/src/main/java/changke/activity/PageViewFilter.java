package changke.activity;

import changke.identity.Sessions;
import changke.shared.Ids;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Notes which page of the shop was looked at, under the pseudonym of the browser. Who has not said
/// yes ([Consent]) gets no cookie and leaves no trace; neither do crawlers. The path is noted
/// without its query, of the referrer only the host.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class PageViewFilter extends OncePerRequestFilter {

  private static final Duration COOKIE_AGE = Duration.ofDays(390);
  private static final int LONGEST_PATH = 300;

  /// Paths of tools, and of links that open something for whoever holds them.
  private static final Pattern UNFOLLOWED =
      Pattern.compile(
          "/(backoffice|workbench|api|v1|ofrep|webjars|brand|eyes|insights|actuator|survey)(/.*)?");

  private static final Pattern CRAWLER =
      Pattern.compile("bot|crawl|spider|slurp|preview|headless", Pattern.CASE_INSENSITIVE);

  private final PageViews views;
  private final Sessions sessions;
  private final Ids ids;
  private final Clock clock;

  PageViewFilter(PageViews views, Sessions sessions, Ids ids, Clock clock) {
    this.views = views;
    this.sessions = sessions;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    var agent = request.getHeader(HttpHeaders.USER_AGENT);
    return !request.getMethod().equals("GET")
        || Consent.of(request) != Consent.GIVEN
        || !accepts(request.getHeader(HttpHeaders.ACCEPT))
        || agent == null
        || CRAWLER.matcher(agent).find()
        || UNFOLLOWED.matcher(request.getRequestURI()).matches();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var known = VisitorCookie.of(request).orElse(null);
    var visitor = known == null ? ids.next() : known;
    if (known == null) {
      response.addHeader(HttpHeaders.SET_COOKIE, cookie(visitor, request.isSecure()));
    }
    chain.doFilter(request, response);
    var type = response.getContentType();
    if (response.getStatus() == 200 && type != null && type.startsWith("text/html")) {
      views.take(
          Happening.own(
              ids.next(),
              "Page Viewed",
              sessions.visitor(request).id(),
              Optional.of(visitor),
              clock.instant(),
              body(request)));
    }
  }

  private static Map<String, Object> body(HttpServletRequest request) {
    var body = new HashMap<String, Object>();
    var path = request.getRequestURI();
    body.put("path", path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path);
    body.put("language", request.getLocale().getLanguage());
    var from = host(request.getHeader(HttpHeaders.REFERER));
    if (from != null && !from.equals(request.getServerName())) {
      body.put("referrer", from);
    }
    return body;
  }

  private static @Nullable String host(@Nullable String address) {
    try {
      var host = address == null ? null : URI.create(address).getHost();
      return host == null ? null : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static boolean accepts(@Nullable String accept) {
    return accept != null && accept.contains("text/html");
  }

  private static String cookie(UUID visitor, boolean secure) {
    return ResponseCookie.from(VisitorCookie.NAME, visitor.toString())
        .path("/")
        .httpOnly(true)
        .secure(secure)
        .sameSite("Lax")
        .maxAge(COOKIE_AGE)
        .build()
        .toString();
  }
}
