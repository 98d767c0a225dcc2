package changke.workbench;

import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.Who;
import changke.merchants.Clerk;
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

  private final Merchants merchants;
  private final Identity identity;

  TeamController(Merchants merchants, Identity identity) {
    this.merchants = merchants;
    this.identity = identity;
  }

  @GetMapping("/workbench/{shop}/team")
  TeamPage team(Desk desk) {
    return page(desk, null);
  }

  /// Takes on someone who has an account here, or changes what they may do.
  @PostMapping("/workbench/{shop}/team")
  @Allowed(value = Who.MERCHANT, fresh = true)
  Object employ(
      Desk desk, @RequestParam String email, @RequestParam(defaultValue = "") String role) {
    demandOwner(desk);
    var person = identity.findByEmail(email.strip());
    if (person.isEmpty()) {
      return page(desk, "workbench.team.unknown");
    }
    var as = role.equals("owner") ? Clerk.Role.OWNER : Clerk.Role.CLERK;
    if (!merchants.employ(desk.merchant(), person.get().id(), as)) {
      return page(desk, "workbench.team.lastOwner");
    }
    identity.grant(person.get().id(), Role.MERCHANT);
    return Redirect.to(desk.path("/team")).saying("workbench.team.taken");
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
    return new TeamPage(desk, team, isOwner(desk), problem);
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
