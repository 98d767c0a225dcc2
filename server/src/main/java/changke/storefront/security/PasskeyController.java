package changke.storefront.security;

import changke.identity.Allowed;
import changke.identity.Passkeys;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.storefront.Front;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The passkeys of a member. What browsers and devices say to each other goes as JSON through
/// `passkeys.js`.
@Controller
@Allowed(value = Who.MEMBER, fresh = true)
class PasskeyController {

  private static final String PATH = SecurityController.HOME + "/passkeys";

  private final Passkeys passkeys;

  PasskeyController(Passkeys passkeys) {
    this.passkeys = passkeys;
  }

  @GetMapping(PATH)
  PasskeyPage page(Front front) {
    return new PasskeyPage(front, passkeys.host());
  }

  @PostMapping(PATH + "/options")
  ResponseEntity<String> options(Person person) {
    return PasskeyJson.options(passkeys.registration(person));
  }

  @PostMapping(PATH)
  ResponseEntity<String> register(
      @RequestParam(defaultValue = "") String label, Person person, HttpServletRequest request)
      throws IOException {
    return passkeys.register(person, label, PasskeyJson.read(request))
        ? PasskeyJson.goTo(SecurityController.HOME)
        : PasskeyJson.refused();
  }

  @PostMapping(PATH + "/{passkey}/remove")
  Redirect remove(@PathVariable UUID passkey, Person person) {
    if (!passkeys.remove(person, passkey, person.id())) {
      throw new NotFoundException();
    }
    return Redirect.to(SecurityController.HOME).saying("security.passkey.removed");
  }
}
