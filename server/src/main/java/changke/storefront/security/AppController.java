package changke.storefront.security;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.SecondFactor;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The authenticator app of a member.
@Controller
@Allowed(value = Who.MEMBER, fresh = true)
class AppController {

  private static final String PATH = SecurityController.HOME + "/app";

  private final SecondFactor secondFactor;

  AppController(SecondFactor secondFactor) {
    this.secondFactor = secondFactor;
  }

  @GetMapping(PATH)
  AppPage app(Front front, Person person) {
    return page(front, person, null);
  }

  /// Recovery codes are in the answer itself and nowhere else.
  @PostMapping(PATH)
  Object confirm(@RequestParam String code, Front front, Person person) {
    var codes = secondFactor.confirm(person, code);
    return codes.isEmpty()
        ? page(front, person, "security.app.wrong")
        : new CodesPage(front, codes);
  }

  @PostMapping(PATH + "/codes")
  Object codes(Front front, Person person) {
    var codes = secondFactor.newCodes(person);
    return codes.isEmpty() ? Redirect.to(PATH) : new CodesPage(front, codes);
  }

  @PostMapping(PATH + "/off")
  Redirect off(Person person) {
    secondFactor.off(person, person.id());
    return Redirect.to(SecurityController.HOME).saying("security.app.isOff");
  }

  private AppPage page(Front front, Person person, @Nullable String problem) {
    var setup = secondFactor.isOn(person.id()) ? null : secondFactor.begin(person);
    return new AppPage(front, setup, secondFactor.codesLeft(person.id()), problem);
  }
}
