package changke.storefront.security;

import changke.identity.Allowed;
import changke.identity.MailAddresses;
import changke.identity.Passkeys;
import changke.identity.Person;
import changke.identity.Recovery;
import changke.identity.SecondFactor;
import changke.identity.Session;
import changke.identity.Sessions;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.storefront.Front;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A member's safety: address, password and where the account is signed in.
@Controller
@Allowed(Who.MEMBER)
class SecurityController {

  static final String HOME = "/my/security";

  private final MailAddresses addresses;
  private final Recovery recovery;
  private final SecondFactor secondFactor;
  private final Passkeys passkeys;
  private final Sessions sessions;

  SecurityController(
      MailAddresses addresses,
      Recovery recovery,
      SecondFactor secondFactor,
      Passkeys passkeys,
      Sessions sessions) {
    this.passkeys = passkeys;
    this.addresses = addresses;
    this.recovery = recovery;
    this.secondFactor = secondFactor;
    this.sessions = sessions;
  }

  @GetMapping(HOME)
  SecurityPage home(Front front, Person person, Session session) {
    return new SecurityPage(
        front,
        person,
        addresses.movingTo(person.id()).orElse(null),
        sessions.of(person.id()),
        session.id(),
        secondFactor.isOn(person.id()),
        secondFactor.codesLeft(person.id()),
        passkeys.of(person.id()));
  }

  @PostMapping(HOME + "/verify")
  Redirect sendProof(Person person) {
    return said(addresses.sendProof(person), "security.mail.sent");
  }

  @PostMapping(HOME + "/address")
  @Allowed(value = Who.MEMBER, fresh = true)
  Redirect move(@RequestParam String email, Person person) {
    return said(addresses.move(person, email), "security.mail.sent");
  }

  @PostMapping(HOME + "/address/stay")
  Redirect stay(Person person) {
    addresses.stay(person.id());
    return Redirect.to(HOME).saying("security.mail.stayed");
  }

  @GetMapping(HOME + "/password")
  @Allowed(value = Who.MEMBER, fresh = true)
  PasswordPage password(Front front) {
    return new PasswordPage(front, null);
  }

  @PostMapping(HOME + "/password")
  @Allowed(value = Who.MEMBER, fresh = true)
  Object password(
      @RequestParam String password,
      Front front,
      Person person,
      Session session,
      HttpServletRequest request,
      HttpServletResponse response) {
    return switch (recovery.change(person, session, password)) {
      case Recovery.Refused(var problem) ->
          new PasswordPage(front, "storefront.signUp." + problem.name().toLowerCase(Locale.ROOT));
      case Recovery.Done done -> {
        sessions.confirm(request, response);
        yield Redirect.to(HOME).saying("security.password.changed");
      }
      case Recovery.Gone gone -> Redirect.to(HOME);
    };
  }

  /// Ends one session: of this person only, whatever id is sent.
  @PostMapping(HOME + "/sessions/{session}/end")
  Redirect end(@PathVariable UUID session, Person person) {
    sessions.end(person.id(), session);
    return Redirect.to(HOME).saying("security.sessions.ended");
  }

  /// Signs out every browser but this one, or this one too.
  @PostMapping(HOME + "/sessions/end")
  Redirect endAll(
      @RequestParam(defaultValue = "false") boolean here,
      Person person,
      Session session,
      HttpServletRequest request) {
    sessions.endOthers(person.id(), session.id());
    if (here) {
      sessions.end(request);
      return Redirect.to("/").saying("security.sessions.allEnded");
    }
    return Redirect.to(HOME).saying("security.sessions.othersEnded");
  }

  private static Redirect said(MailAddresses.Answer answer, String done) {
    return Redirect.to(HOME)
        .saying(
            switch (answer) {
              case DONE, OTHER_END -> done;
              case TOO_MANY -> "security.mail.tooMany";
              case UNFIT -> "security.mail.unfit";
              case GONE -> "security.mail.gone";
            });
  }
}
