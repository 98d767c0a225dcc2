package changke.storefront.security;

import changke.identity.Allowed;
import changke.identity.Recovery;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.storefront.Front;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The way back in for whoever has lost the password.
@Controller
@Allowed(Who.EVERYONE)
class RecoverController {

  private final Recovery recovery;

  RecoverController(Recovery recovery) {
    this.recovery = recovery;
  }

  @GetMapping("/recover")
  RecoverPage ask(Front front) {
    return new RecoverPage(front, false, null);
  }

  @PostMapping("/recover")
  RecoverPage asked(@RequestParam String email, Front front, HttpServletRequest request) {
    return recovery.ask(email, request.getRemoteAddr())
        ? new RecoverPage(front, true, null)
        : new RecoverPage(front, false, "security.recover.tooMany");
  }

  @GetMapping("/recover/new")
  NewPasswordPage open(@RequestParam(defaultValue = "") String ticket, Front front) {
    return new NewPasswordPage(front, ticket, recovery.opens(ticket), null);
  }

  @PostMapping("/recover/new")
  Object reset(@RequestParam String ticket, @RequestParam String password, Front front) {
    return switch (recovery.reset(ticket, password)) {
      case Recovery.Done done ->
          Redirect.to("/sign-in")
              .saying(
                  done.passkeys() == 0
                      ? "security.recover.done"
                      : "security.recover.doneButPasskeys");
      case Recovery.Gone gone -> new NewPasswordPage(front, "", false, null);
      case Recovery.Refused(var problem) ->
          new NewPasswordPage(
              front,
              ticket,
              recovery.opens(ticket),
              "storefront.signUp." + problem.name().toLowerCase(Locale.ROOT));
    };
  }
}
