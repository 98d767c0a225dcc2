package changke.storefront.security;

import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Passkeys;
import changke.identity.PasswordCheck;
import changke.identity.Person;
import changke.identity.Sessions;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.storefront.Front;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Before something dangerous: is it still you?
@Controller
@Allowed(Who.MEMBER)
class ConfirmController {

  private final Identity identity;
  private final Passkeys passkeys;
  private final Sessions sessions;

  ConfirmController(Identity identity, Passkeys passkeys, Sessions sessions) {
    this.identity = identity;
    this.passkeys = passkeys;
    this.sessions = sessions;
  }

  @GetMapping("/confirm")
  ConfirmPage ask(
      @RequestParam(defaultValue = "/") String to,
      @RequestParam(defaultValue = "false") boolean form,
      Person person,
      Front front) {
    return page(front, to, form, null, 0, person);
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
      case PasswordCheck.Right right -> {
        sessions.confirm(request, response);
        var back = Redirect.back(to, "/my");
        yield form ? back.saying("security.confirm.again") : back;
      }
      case PasswordCheck.Wrong wrong -> page(front, to, form, "security.confirm.wrong", 0, person);
      case PasswordCheck.Later later ->
          page(front, to, form, "storefront.signIn.later", later.pause().toMinutes() + 1, person);
    };
  }

  private ConfirmPage page(
      Front front,
      String to,
      boolean form,
      @Nullable String problem,
      long waitMinutes,
      Person person) {
    var host = passkeys.of(person.id()).isEmpty() ? null : passkeys.host();
    return new ConfirmPage(front, to, form, problem, waitMinutes, host);
  }
}
