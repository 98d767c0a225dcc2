package changke.workbench;

import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Role;
import changke.identity.Who;
import changke.merchants.Invitations;
import changke.merchants.Merchants;
import changke.pages.Redirect;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where the link of a letter leads: whoever signs in or joins with it comes to work in the shop.
@Controller
@Allowed(Who.MEMBER)
class JoinController {

  private final Invitations invitations;
  private final Merchants merchants;
  private final Identity identity;

  JoinController(Invitations invitations, Merchants merchants, Identity identity) {
    this.invitations = invitations;
    this.merchants = merchants;
    this.identity = identity;
  }

  @GetMapping("/join-shop")
  JoinPage look(@RequestParam(defaultValue = "") String ticket) {
    var shop = invitations.look(ticket).flatMap(one -> merchants.shop(one.merchant()));
    return new JoinPage(ticket, shop.orElse(null));
  }

  @PostMapping("/join-shop")
  Object join(@RequestParam(defaultValue = "") String ticket, Person person) {
    var joined = invitations.accept(ticket, person.id());
    if (joined.isEmpty()) {
      return new JoinPage("", null);
    }
    identity.grant(person.id(), Role.MERCHANT);
    var shop = merchants.shop(joined.get().merchant()).orElseThrow();
    return Redirect.to("/workbench/" + shop.slug()).saying("workbench.team.joined");
  }
}
