package changke.backoffice.people;

import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Identity;
import changke.identity.Passkeys;
import changke.identity.Person;
import changke.identity.Recovery;
import changke.identity.Right;
import changke.identity.Role;
import changke.identity.SecondFactor;
import changke.identity.Sessions;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Helps people with their accounts. Nothing here shows or sets a password.
@Controller
@Allowed(value = Who.OPERATOR, right = Right.PEOPLE)
class PeopleController {

  private static final String PATH = "/backoffice/people";

  private final Identity identity;
  private final Sessions sessions;
  private final SecondFactor secondFactor;
  private final Passkeys passkeys;
  private final Recovery recovery;
  private final Audit audit;

  PeopleController(
      Identity identity,
      Sessions sessions,
      SecondFactor secondFactor,
      Passkeys passkeys,
      Recovery recovery,
      Audit audit) {
    this.identity = identity;
    this.sessions = sessions;
    this.secondFactor = secondFactor;
    this.passkeys = passkeys;
    this.recovery = recovery;
    this.audit = audit;
  }

  @GetMapping(PATH)
  PeoplePage people(
      @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page) {
    var query = q.strip().substring(0, Math.min(100, q.strip().length()));
    return new PeoplePage(identity.search(query, Math.clamp(page, 0, 400)), query);
  }

  @GetMapping(PATH + "/{person}")
  PersonPage person(@PathVariable UUID person) {
    var found = found(person);
    return new PersonPage(
        found, sessions.of(found.id()), secondFactor.isOn(found.id()), passkeys.of(found.id()));
  }

  @PostMapping(PATH + "/{person}/sign-out")
  Redirect signOut(@PathVariable UUID person, Person by) {
    var found = found(person);
    sessions.endOthers(found.id(), null);
    audit.note(by.id(), "person.signed-out", "person " + found.id());
    return back(found).saying("security.people.signedOut");
  }

  /// Sends the way back in to the person's own address.
  @PostMapping(PATH + "/{person}/recover")
  Redirect recover(@PathVariable UUID person, Person by, HttpServletRequest request) {
    var found = found(person);
    recovery.ask(found.email(), request.getRemoteAddr());
    audit.note(by.id(), "person.recovery-sent", "person " + found.id());
    return back(found).saying("security.people.sent");
  }

  /// For whoever lost phone and recovery codes. Another operator's is for those with all rights: it
  /// would be a way up.
  @PostMapping(PATH + "/{person}/second-factor/off")
  @Allowed(value = Who.OPERATOR, right = Right.PEOPLE, fresh = true)
  Redirect secondFactorOff(@PathVariable UUID person, Person by) {
    var found = found(person);
    if (found.is(Role.OPERATOR) && !by.may(Right.EVERYTHING)) {
      return back(found).saying("security.operators.notYours");
    }
    secondFactor.off(found, by.id());
    return back(found).saying("security.people.factorOff");
  }

  private Person found(UUID person) {
    return identity.find(new PersonId(person)).orElseThrow(NotFoundException::new);
  }

  private static Redirect back(Person person) {
    return Redirect.to(PATH + "/" + person.id());
  }
}
