package changke.storefront.security;

import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Sessions;
import changke.identity.SignIn;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.storefront.Front;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Before something dangerous: is it still you?
@Controller
@Allowed(Who.MEMBER)
class ConfirmController {

  private final Identity identity;
  private final Sessions sessions;

  ConfirmController(Identity identity, Sessions sessions) {
    this.identity = identity;
    this.sessions = sessions;
  }

  @GetMapping("/confirm")
  ConfirmPage ask(
      @RequestParam(defaultValue = "/") String to,
      @RequestParam(defaultValue = "false") boolean form,
      Front front) {
    return new ConfirmPage(front, to, form, null, 0);
  }

  @PostMapping("/confirm")
  Object confirm(
      @RequestParam String password,
      @RequestParam(defaultValue = "/") String to,
      @RequestParam(defaultValue = "false") boolean form,
      Person person,
      Front front,
      HttpServletRequest request,
      HttpServletResponse response) {
    return switch (identity.confirm(person, password, request.getRemoteAddr())) {
      case SignIn.Welcome welcome -> {
        sessions.confirm(request, response);
        var back = Redirect.back(to, "/my");
        yield form ? back.saying("security.confirm.again") : back;
      }
      case SignIn.Wrong wrong -> new ConfirmPage(front, to, form, "security.confirm.wrong", 0);
      case SignIn.Later later ->
          new ConfirmPage(
              front, to, form, "storefront.signIn.later", later.pause().toMinutes() + 1);
    };
  }
}
