package changke.storefront.security;

import changke.identity.Allowed;
import changke.identity.Passkeys;
import changke.identity.Person;
import changke.identity.Session;
import changke.identity.Sessions;
import changke.identity.Throttle;
import changke.identity.Who;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Signing in and confirming with a passkey. The answers are written without a body: one that is
/// flushed here would be gone before the session's cookie is set.
@Controller
class PasskeySignInController {

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int ASKS_PER_ADDRESS = 100;

  private final Passkeys passkeys;
  private final Sessions sessions;
  private final Throttle throttle;

  PasskeySignInController(Passkeys passkeys, Sessions sessions, Throttle throttle) {
    this.passkeys = passkeys;
    this.sessions = sessions;
    this.throttle = throttle;
  }

  /// A challenge is a row for five minutes, so one address gets only so many.
  @PostMapping("/sign-in/passkey/options")
  @Allowed(Who.EVERYONE)
  ResponseEntity<String> options(HttpServletRequest request) {
    var pause =
        throttle.attempt("passkey challenge", request.getRemoteAddr(), ASKS_PER_ADDRESS, WINDOW);
    return pause.isPositive()
        ? ResponseEntity.status(429)
            .header("Retry-After", String.valueOf(pause.toSeconds() + 1))
            .build()
        : PasskeyJson.options(passkeys.signIn());
  }

  @PostMapping("/sign-in/passkey")
  @Allowed(Who.EVERYONE)
  void signIn(
      @RequestParam(defaultValue = "/") String to,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var person = passkeys.signedIn(PasskeyJson.read(request));
    person.ifPresent(signer -> sessions.begin(signer, Session.Method.PASSKEY, request, response));
    if (person.isPresent()) {
      PasskeyJson.goBack(to, "/", response);
    } else {
      PasskeyJson.refuse(response);
    }
  }

  @PostMapping("/confirm/passkey/options")
  @Allowed(Who.MEMBER)
  ResponseEntity<String> confirmation(Person person) {
    return PasskeyJson.options(passkeys.confirmation(person));
  }

  @PostMapping("/confirm/passkey")
  @Allowed(Who.MEMBER)
  void confirm(
      @RequestParam(defaultValue = "/") String to,
      Person person,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (passkeys.confirmed(person, PasskeyJson.read(request))) {
      sessions.confirm(request, response);
      PasskeyJson.goBack(to, "/my", response);
    } else {
      PasskeyJson.refuse(response);
    }
  }
}
