package changke.identity;

import changke.shared.Ids;
import changke.shared.PersonId;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Who is signed in on this browser. The browser's session holds the id of a row in
/// `identity.session` only: whether that still counts, and what the person may do, is read anew for
/// each request, so that ending a session or taking a role away works at once.
@Component
public class Sessions {

  /// How long a password or passkey that was shown counts as fresh.
  public static final Duration FRESH = Duration.ofMinutes(10);

  /// A session that was not seen for so long is over.
  static final Duration IDLE = Duration.ofDays(14);

  private static final Duration SEEN_NOTED_EVERY = Duration.ofMinutes(5);
  private static final int LISTED = 50;
  private static final String DEVICE = "device";
  private static final Pattern DEVICE_TEXT = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Duration DEVICE_KEPT = Duration.ofDays(400);
  private static final String VISITOR = Sessions.class.getName() + ".visitor";
  private static final String SESSION = Sessions.class.getName() + ".session";

  private final People people;
  private final SessionRows rows;
  private final Devices devices;
  private final Letters letters;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  Sessions(
      People people,
      SessionRows rows,
      Devices devices,
      Letters letters,
      TransactionTemplate transaction,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.people = people;
    this.rows = rows;
    this.devices = devices;
    this.letters = letters;
    this.transaction = transaction;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// Signs the person in under a new session id; who was signed in here before is signed out. A
  /// browser on which this person was never seen is told by letter.
  public Session begin(
      Person person,
      Session.Method method,
      HttpServletRequest request,
      HttpServletResponse response) {
    current(request).ifPresent(before -> rows.end(before.id(), before.person(), clock.instant()));
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
    var now = clock.instant();
    var session =
        new Session(
            ids.next(),
            person.id(),
            method,
            browser(request),
            request.getRemoteAddr(),
            now,
            now,
            now,
            null);
    var device = device(request, response);
    transaction.executeWithoutResult(status -> {
      rows.insert(session);
      if (devices.isAnother(person.id(), device, now)) {
        letters.newBrowser(person, session);
      }
      facts.publishEvent(new SignedIn(ids.next(), person.id(), now));
    });
    keep(session, request, response);
    request.setAttribute(VISITOR, new Visitor.Member(person));
    request.setAttribute(SESSION, session);
    return session;
  }

  public void end(HttpServletRequest request) {
    current(request).ifPresent(session -> end(session.person(), session.id()));
    var session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    SecurityContextHolder.clearContext();
    request.setAttribute(VISITOR, new Visitor.Guest());
    request.removeAttribute(SESSION);
  }

  /// Ends one session of the person, on whatever browser it is; false when there is none.
  public boolean end(PersonId person, UUID session) {
    return rows.end(session, person, clock.instant());
  }

  /// Ends all sessions of the person but the one that is kept, or all; returns how many.
  public int endOthers(PersonId person, @Nullable UUID kept) {
    return rows.endOthers(person, kept, clock.instant());
  }

  /// The sessions of the person that still count, the latest first.
  public List<Session> of(PersonId person) {
    return rows.of(person, clock.instant().minus(IDLE), LISTED);
  }

  /// Whoever sends this request, read once a request.
  public Visitor visitor(HttpServletRequest request) {
    if (request.getAttribute(VISITOR) instanceof Visitor known) {
      return known;
    }
    var visitor = read(request);
    request.setAttribute(VISITOR, visitor);
    return visitor;
  }

  /// The session of this request, when somebody is signed in.
  public Optional<Session> current(HttpServletRequest request) {
    visitor(request);
    return Optional.ofNullable((Session) request.getAttribute(SESSION));
  }

  /// Whether password or passkey was shown lately on this browser.
  public boolean isFresh(HttpServletRequest request) {
    return current(request)
        .filter(session -> session.confirmedAt().plus(FRESH).isAfter(clock.instant()))
        .isPresent();
  }

  /// Notes that password or passkey was shown just now. The session gets a new id, so that one that
  /// was copied before has no part in it.
  public void confirm(HttpServletRequest request, HttpServletResponse response) {
    var session = current(request).orElseThrow(() -> new RefusedException(true));
    request.changeSessionId();
    rows.confirmed(session.id(), clock.instant());
    request.setAttribute(SESSION, rows.living(session.id()).orElseThrow());
  }

  /// A program comes in with its token; a cookie that it may carry does not count.
  void enter(ApiToken token, HttpServletRequest request) {
    request.setAttribute(VISITOR, new Visitor.Program(token));
    request.removeAttribute(SESSION);
  }

  void forgetOld() {
    devices.forget(clock.instant().minus(DEVICE_KEPT));
    rows.forget(clock.instant().minus(IDLE.multipliedBy(3)));
  }

  private void keep(Session session, HttpServletRequest request, HttpServletResponse response) {
    var token =
        UsernamePasswordAuthenticationToken.authenticated(
            session.person().toString(), null, List.of());
    token.setDetails(session.id().toString());
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(token);
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }

  private Visitor read(HttpServletRequest request) {
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication instanceof UsernamePasswordAuthenticationToken token
        && token.isAuthenticated()
        && token.getDetails() instanceof String id) {
      var session = rows.living(UUID.fromString(id));
      return session
          .flatMap(living -> people.find(living.person()))
          .<Visitor>map(person -> member(person, session.get(), request))
          .orElseGet(Visitor.Guest::new);
    }
    return new Visitor.Guest();
  }

  private Visitor member(Person person, Session session, HttpServletRequest request) {
    var now = clock.instant();
    if (session.seenAt().plus(SEEN_NOTED_EVERY).isBefore(now)) {
      rows.seen(session.id(), now);
    }
    request.setAttribute(SESSION, session);
    return new Visitor.Member(person);
  }

  /// The cookie by which a browser is known again; it opens nothing.
  private static String device(HttpServletRequest request, HttpServletResponse response) {
    var cookies = request.getCookies();
    var device =
        Stream.of(cookies == null ? new Cookie[0] : cookies)
            .filter(cookie -> cookie.getName().equals(DEVICE))
            .map(Cookie::getValue)
            .filter(value -> DEVICE_TEXT.matcher(value).matches())
            .findFirst()
            .orElseGet(Secrets::text);
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(DEVICE, device)
            .path("/")
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .maxAge(DEVICE_KEPT)
            .build()
            .toString());
    return device;
  }

  private static String browser(HttpServletRequest request) {
    var said = request.getHeader("User-Agent");
    var clean = said == null ? "" : said.replaceAll("[^\\x20-\\x7e]", "");
    return clean.substring(0, Math.min(200, clean.length()));
  }
}
