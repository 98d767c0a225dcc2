package changke.workbench;

import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Role;
import changke.identity.Who;
import changke.merchants.Clerk;
import changke.merchants.Invitations;
import changke.merchants.Merchants;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.PersonId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// People who work for a shop. Owners take them on and let them go, after a fresh sign-in; everyone
/// may leave.
@Controller
@Allowed(Who.MERCHANT)
class TeamController {

  private static final int LONGEST_ADDRESS = 254;

  private final Merchants merchants;
  private final Invitations invitations;
  private final StaffLetters letters;
  private final Identity identity;

  TeamController(
      Merchants merchants, Invitations invitations, StaffLetters letters, Identity identity) {
    this.merchants = merchants;
    this.invitations = invitations;
    this.letters = letters;
    this.identity = identity;
  }

  @GetMapping("/workbench/{shop}/team")
  TeamPage team(Desk desk) {
    return page(desk, null);
  }

  /// Takes on someone who has an account here, or changes what they may do; anybody else is asked
  /// by mail.
  @PostMapping("/workbench/{shop}/team")
  @Allowed(value = Who.MERCHANT, fresh = true)
  Object employ(
      Desk desk,
      @RequestParam String email,
      @RequestParam(defaultValue = "") String role,
      Person by) {
    demandOwner(desk);
    var person = identity.findByEmail(email.strip());
    var as = role.equals("owner") ? Clerk.Role.OWNER : Clerk.Role.CLERK;
    if (person.isEmpty()) {
      return invite(desk, email.strip(), as, by);
    }
    if (!merchants.employ(desk.merchant(), person.get().id(), as)) {
      return page(desk, "workbench.team.lastOwner");
    }
    identity.grant(person.get().id(), Role.MERCHANT);
    return Redirect.to(desk.path("/team")).saying("workbench.team.taken");
  }

  private Object invite(Desk desk, String email, Clerk.Role as, Person by) {
    if (email.length() > LONGEST_ADDRESS || !email.matches("[^@\\s]+@[^@\\s]+")) {
      return page(desk, "workbench.team.unknown");
    }
    return letters.invite(desk.shop(), email, as, by)
        ? Redirect.to(desk.path("/team")).saying("workbench.team.invited")
        : page(desk, "workbench.team.tooMany");
  }

  @PostMapping("/workbench/{shop}/team/uninvite")
  Redirect uninvite(Desk desk, @RequestParam String email) {
    demandOwner(desk);
    invitations.withdraw(desk.merchant(), email);
    return Redirect.to(desk.path("/team")).saying("workbench.team.uninvited");
  }

  @PostMapping("/workbench/{shop}/team/dismiss")
  @Allowed(value = Who.MERCHANT, fresh = true)
  Object dismiss(Desk desk, @RequestParam UUID person) {
    var gone = new PersonId(person);
    if (!gone.equals(desk.person())) {
      demandOwner(desk);
    }
    if (!merchants.dismiss(desk.merchant(), gone)) {
      return page(desk, "workbench.team.lastOwner");
    }
    return gone.equals(desk.person())
        ? Redirect.to("/workbench")
        : Redirect.to(desk.path("/team")).saying("workbench.team.gone");
  }

  private TeamPage page(Desk desk, @Nullable String problem) {
    var team =
        merchants.staff(desk.merchant()).stream()
            .flatMap(clerk ->
                identity.find(clerk.person()).stream()
                    .map(person -> new TeamPage.Colleague(clerk, person.name(), person.email())))
            .toList();
    return new TeamPage(desk, team, invitations.of(desk.merchant()), isOwner(desk), problem);
  }

  private boolean isOwner(Desk desk) {
    return merchants.staff(desk.merchant()).stream()
        .anyMatch(
            clerk -> clerk.person().equals(desk.person()) && clerk.role() == Clerk.Role.OWNER);
  }

  private void demandOwner(Desk desk) {
    if (!isOwner(desk)) {
      throw new NotFoundException();
    }
  }
}
