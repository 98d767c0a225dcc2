package changke.storefront;

import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Passkeys;
import changke.identity.Proof;
import changke.identity.Session;
import changke.identity.Sessions;
import changke.identity.SignIn;
import changke.identity.SignUp;
import changke.identity.Who;
import changke.messaging.Channel;
import changke.messaging.MessageChoices;
import changke.pages.Frames;
import changke.pages.Redirect;
import changke.storefront.security.CodeController;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Joining, coming back, leaving the browser.
@Controller
@Allowed(Who.EVERYONE)
class SignInController {

  private final Identity identity;
  private final Passkeys passkeys;
  private final Sessions sessions;
  private final Frames frames;
  private final MessageChoices choices;

  SignInController(
      Identity identity,
      Passkeys passkeys,
      Sessions sessions,
      Frames frames,
      MessageChoices choices) {
    this.identity = identity;
    this.passkeys = passkeys;
    this.sessions = sessions;
    this.frames = frames;
    this.choices = choices;
  }

  @GetMapping("/sign-in")
  SignInPage signIn(@RequestParam(defaultValue = "/") String to, Front front) {
    return new SignInPage(front, "", to, null, 0, passkeys.host());
  }

  @PostMapping("/sign-in")
  @Allowed(value = Who.EVERYONE, proof = Proof.Door.SIGN_IN)
  Object signIn(
      @RequestParam String email,
      @RequestParam String password,
      @RequestParam(defaultValue = "/") String to,
      Front front,
      HttpServletRequest request,
      HttpServletResponse response) {
    return switch (identity.signIn(email, password, request.getRemoteAddr())) {
      case SignIn.Welcome welcome -> {
        sessions.begin(welcome.person(), Session.Method.PASSWORD, request, response);
        yield Redirect.back(to, "/").saying("storefront.signIn.welcome");
      }
      case SignIn.SecondStep step -> CodeController.ask(front, step, to);
      case SignIn.Expired expired -> Redirect.to("/sign-in");
      case SignIn.Wrong wrong ->
          new SignInPage(front, email, to, "storefront.signIn.wrong", 0, passkeys.host());
      case SignIn.Later later ->
          new SignInPage(
              front,
              email,
              to,
              "storefront.signIn.later",
              later.pause().toMinutes() + 1,
              passkeys.host());
    };
  }

  @GetMapping("/sign-up")
  SignUpPage signUp(@RequestParam(defaultValue = "/") String to, Front front) {
    return new SignUpPage(front, "", "", to, null);
  }

  @PostMapping("/sign-up")
  @Allowed(value = Who.EVERYONE, proof = Proof.Door.SIGN_IN)
  Object signUp(
      @RequestParam String name,
      @RequestParam String email,
      @RequestParam String password,
      @RequestParam(defaultValue = "false") boolean news,
      @RequestParam(defaultValue = "/") String to,
      Front front,
      HttpServletRequest request,
      HttpServletResponse response) {
    var form = new SignUp(name, email, password, frames.language(request), frames.zone());
    return switch (identity.join(form, request.getRemoteAddr())) {
      case SignUp.Joined joined -> {
        sessions.begin(joined.person(), Session.Method.SIGN_UP, request, response);
        if (news) {
          choices.welcome(joined.person().id(), Channel.EMAIL, "sign-up");
        }
        yield Redirect.back(to, "/").saying("storefront.signUp.welcome");
      }
      case SignUp.Known known -> new SignUpPage(front, name, email, to, "storefront.signUp.known");
      case SignUp.Refused refused ->
          new SignUpPage(
              front,
              name,
              email,
              to,
              "storefront.signUp." + refused.problem().name().toLowerCase(Locale.ROOT));
    };
  }

  @PostMapping("/sign-out")
  Redirect signOut(HttpServletRequest request) {
    sessions.end(request);
    return Redirect.to("/").saying("storefront.signIn.bye");
  }
}
