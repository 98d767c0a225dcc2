package changke.storefront.security;

import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Session;
import changke.identity.Sessions;
import changke.identity.SignIn;
import changke.identity.Who;
import changke.pages.Page;
import changke.pages.Redirect;
import changke.storefront.Front;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The second step of signing in, for whoever uses an authenticator app.
@Controller
@Allowed(Who.EVERYONE)
public class CodeController {

  private final Identity identity;
  private final Sessions sessions;

  CodeController(Identity identity, Sessions sessions) {
    this.identity = identity;
    this.sessions = sessions;
  }

  /// The page that asks for the code.
  public static Page ask(Front front, SignIn.SecondStep step, String to) {
    return new CodePage(front, step.ticket(), to, null, 0);
  }

  /// Whoever changes the language at the code's form starts again.
  @GetMapping("/sign-in/code")
  Redirect code() {
    return Redirect.to("/sign-in");
  }

  @PostMapping("/sign-in/code")
  Object code(
      @RequestParam String ticket,
      @RequestParam String code,
      @RequestParam(defaultValue = "/") String to,
      Front front,
      HttpServletRequest request,
      HttpServletResponse response) {
    return switch (identity.secondStep(ticket, code)) {
      case SignIn.Welcome(var person) -> {
        sessions.begin(person, Session.Method.PASSWORD, request, response);
        yield Redirect.back(to, "/").saying("storefront.signIn.welcome");
      }
      case SignIn.SecondStep step -> ask(front, step, to);
      case SignIn.Wrong wrong -> new CodePage(front, ticket, to, "security.code.wrong", 0);
      case SignIn.Later(var pause) ->
          new CodePage(front, ticket, to, "storefront.signIn.later", pause.toMinutes() + 1);
      case SignIn.Expired expired -> Redirect.to("/sign-in").saying("security.code.expired");
    };
  }
}
