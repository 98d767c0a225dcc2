package changke.storefront.security;

import changke.identity.Allowed;
import changke.identity.MailAddresses;
import changke.identity.MailAddresses.Answer;
import changke.identity.Who;
import changke.storefront.Front;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where the links of letters about addresses lead. Whoever holds the letter says yes; nobody has
/// to be signed in.
@Controller
@Allowed(Who.EVERYONE)
class MailLinkController {

  private final MailAddresses addresses;

  MailLinkController(MailAddresses addresses) {
    this.addresses = addresses;
  }

  @GetMapping("/verify-mail")
  MailLinkPage verify(@RequestParam(defaultValue = "") String ticket, Front front) {
    return new MailLinkPage(front, "verify", ticket, addresses.proves(ticket), null);
  }

  @PostMapping("/verify-mail")
  MailLinkPage verified(@RequestParam String ticket, Front front) {
    return said(front, "verify", addresses.prove(ticket), "security.link.verified");
  }

  @GetMapping("/leave-address")
  MailLinkPage leave(@RequestParam(defaultValue = "") String ticket, Front front) {
    return new MailLinkPage(front, "leave", ticket, addresses.leaves(ticket), null);
  }

  @PostMapping("/leave-address")
  MailLinkPage left(
      @RequestParam String ticket, @RequestParam(defaultValue = "false") boolean yes, Front front) {
    return said(
        front,
        "leave",
        addresses.leave(ticket, yes),
        yes ? "security.link.moved" : "security.link.stayed");
  }

  @GetMapping("/take-address")
  MailLinkPage take(@RequestParam(defaultValue = "") String ticket, Front front) {
    return new MailLinkPage(front, "take", ticket, addresses.takes(ticket), null);
  }

  @PostMapping("/take-address")
  MailLinkPage taken(@RequestParam String ticket, Front front) {
    return said(front, "take", addresses.take(ticket), "security.link.moved");
  }

  private static MailLinkPage said(Front front, String kind, Answer answer, String done) {
    return new MailLinkPage(
        front,
        kind,
        "",
        false,
        switch (answer) {
          case DONE -> done;
          case OTHER_END -> "security.link.otherEnd";
          case GONE, UNFIT, TOO_MANY -> null;
        });
  }
}
