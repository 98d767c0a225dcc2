package changke.workbench;

import changke.identity.Allowed;
import changke.identity.ApiTokens;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.Scope;
import changke.identity.Who;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// People and programs that work for a shop. Owners take them on and let them go, after a fresh
/// sign-in; everyone may leave.
@Controller
@Allowed(Who.MERCHANT)
class TeamController {

  private static final int LONGEST_DAYS = 366;

  private final Merchants merchants;
  private final Identity identity;
  private final ApiTokens tokens;
  private final Clock clock;

  TeamController(Merchants merchants, Identity identity, ApiTokens tokens, Clock clock) {
    this.merchants = merchants;
    this.identity = identity;
    this.tokens = tokens;
    this.clock = clock;
  }

  @GetMapping("/workbench/{shop}/team")
  TeamPage team(Desk desk) {
    return page(desk, null, null);
  }

  /// Takes on someone who has an account here, or changes what they may do.
  @PostMapping("/workbench/{shop}/team")
  @Allowed(value = Who.MERCHANT, fresh = true)
  Object employ(
      Desk desk, @RequestParam String email, @RequestParam(defaultValue = "") String role) {
    demandOwner(desk);
    var person = identity.findByEmail(email.strip());
    if (person.isEmpty()) {
      return page(desk, null, "workbench.team.unknown");
    }
    var as = role.equals("owner") ? Clerk.Role.OWNER : Clerk.Role.CLERK;
    if (!merchants.employ(desk.merchant(), person.get().id(), as)) {
      return page(desk, null, "workbench.team.lastOwner");
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
      return page(desk, null, "workbench.team.lastOwner");
    }
    return gone.equals(desk.person())
        ? Redirect.to("/workbench")
        : Redirect.to(desk.path("/team")).saying("workbench.team.gone");
  }

  /// Makes a token; its text is on the answer and nowhere else.
  @PostMapping("/workbench/{shop}/team/tokens")
  @Allowed(value = Who.MERCHANT, fresh = true)
  TeamPage issue(
      Desk desk,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "90") int days,
      @RequestParam(defaultValue = "") List<String> scope) {
    demandOwner(desk);
    var scopes =
        scope.stream()
            .map(Scope::of)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
    var lasts = Duration.ofDays(Math.clamp(days, 1, LONGEST_DAYS));
    return switch (tokens.issue(desk.person(), desk.merchant(), name, scopes, lasts)) {
      case ApiTokens.Issued issued -> page(desk, issued.text(), null);
      case ApiTokens.Unfit _ -> page(desk, null, "workbench.team.tokenUnfit");
      case ApiTokens.TooMany _ -> page(desk, null, "workbench.team.tokenMany");
    };
  }

  @PostMapping("/workbench/{shop}/team/tokens/revoke")
  Redirect revoke(Desk desk, @RequestParam UUID token) {
    demandOwner(desk);
    tokens.revoke(desk.merchant(), token, desk.person());
    return Redirect.to(desk.path("/team")).saying("workbench.team.tokenGone");
  }

  private TeamPage page(Desk desk, @Nullable String issued, @Nullable String problem) {
    var team =
        merchants.staff(desk.merchant()).stream()
            .flatMap(clerk ->
                identity.find(clerk.person()).stream()
                    .map(person -> new TeamPage.Colleague(clerk, person.name(), person.email())))
            .toList();
    var living =
        tokens.of(desk.merchant(), 0).rows().stream()
            .filter(token -> token.works(clock.instant()))
            .toList();
    return new TeamPage(desk, team, living, isOwner(desk), issued, problem);
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
