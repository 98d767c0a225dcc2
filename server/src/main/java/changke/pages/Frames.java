package changke.pages;

import changke.identity.Person;
import changke.identity.Sessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/// Makes the frame of a request.
@Component
public class Frames {

  private static final String LANGUAGE = "lang";
  private static final String NOTICE = "notice";

  private final Words words;
  private final Sessions sessions;
  private final ObjectProvider<ResourceUrlProvider> resources;
  private final PageSettings settings;

  Frames(
      Words words,
      Sessions sessions,
      ObjectProvider<ResourceUrlProvider> resources,
      PageSettings settings) {
    this.words = words;
    this.sessions = sessions;
    this.resources = resources;
    this.settings = settings;
  }

  Frame frame(HttpServletRequest request, HttpServletResponse response) {
    var csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    var visitor = sessions.visitor(request);
    return new Frame(
        words,
        this::versioned,
        visitor,
        language(request),
        visitor.member().map(Person::zone).orElse(settings.zone()),
        path(request),
        csrf == null ? "_csrf" : csrf.getParameterName(),
        csrf == null ? "" : csrf.getToken(),
        takeNotice(request, response));
  }

  /// What was chosen on this browser, else what the person chose, else what the browser asks for.
  public Locale language(HttpServletRequest request) {
    return cookie(request, LANGUAGE)
        .map(Locale::forLanguageTag)
        .map(Words::closest)
        .or(() -> sessions.visitor(request).member().map(Person::language).map(Words::closest))
        .orElseGet(() ->
            request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null
                ? Words.LANGUAGES.getFirst()
                : Words.closest(request.getLocale()));
  }

  /// The zone in which a guest reads times: the installation's own.
  public ZoneId zone() {
    return settings.zone();
  }

  void choose(Locale language, HttpServletResponse response) {
    set(response, LANGUAGE, language.getLanguage(), Duration.ofDays(365));
  }

  void notice(String word, HttpServletResponse response) {
    set(response, NOTICE, word, Duration.ofMinutes(1));
  }

  private @Nullable String takeNotice(HttpServletRequest request, HttpServletResponse response) {
    var notice = cookie(request, NOTICE).orElse(null);
    if (notice != null) {
      set(response, NOTICE, "", Duration.ZERO);
    }
    return notice;
  }

  private static void set(HttpServletResponse response, String name, String value, Duration age) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(name, value)
            .path("/")
            .httpOnly(true)
            .sameSite("Lax")
            .maxAge(age)
            .build()
            .toString());
  }

  private static Optional<String> cookie(HttpServletRequest request, String name) {
    var cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }

  private String versioned(String file) {
    var path = resources.getObject().getForLookupPath(file);
    return path == null ? file : path;
  }

  private static String path(HttpServletRequest request) {
    var query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }
}
