package changke.workbench;

import changke.identity.Allowed;
import changke.identity.ApiToken;
import changke.identity.ApiTokens;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.RefusedException;
import changke.identity.Scope;
import changke.identity.Who;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Tokens with which a shop's programs come in.
@Controller
@Allowed(Who.MERCHANT)
class TokensController {

  private static final String PATH = "/workbench/{shop}/tokens";

  private final ApiTokens tokens;
  private final Merchants merchants;
  private final Identity identity;
  private final Clock clock;

  TokensController(ApiTokens tokens, Merchants merchants, Identity identity, Clock clock) {
    this.merchants = merchants;
    this.tokens = tokens;
    this.identity = identity;
    this.clock = clock;
  }

  @GetMapping(PATH)
  TokensPage list(Desk desk, @RequestParam(defaultValue = "0") int page) {
    return page(desk, page, null, null);
  }

  /// Shows the new token in the answer itself: it lies in no cookie and no session.
  @PostMapping(PATH)
  @Allowed(value = Who.MERCHANT, fresh = true)
  TokensPage issue(
      Desk desk,
      Person person,
      @RequestParam String name,
      @RequestParam(required = false) @Nullable List<String> scope,
      @RequestParam(defaultValue = "90") int days) {
    if (!isOwner(desk)) {
      throw new RefusedException(false);
    }
    var lasts = Duration.ofDays(Math.clamp(days, 0, 1000));
    return switch (tokens.issue(person.id(), desk.merchant(), name, scopes(scope), lasts)) {
      case ApiTokens.Issued issued -> page(desk, 0, issued.text(), null);
      case ApiTokens.Unfit unfit -> page(desk, 0, null, "security.tokens.unfit");
      case ApiTokens.TooMany tooMany -> page(desk, 0, null, "security.tokens.tooMany");
    };
  }

  /// Anyone at this desk may end a token: it is the safe direction.
  @PostMapping(PATH + "/{token}/revoke")
  Redirect revoke(Desk desk, @PathVariable UUID token) {
    if (!tokens.revoke(desk.merchant(), token, desk.person())) {
      throw new NotFoundException();
    }
    return Redirect.to(desk.path("/tokens")).saying("security.tokens.revoked");
  }

  private TokensPage page(Desk desk, int number, @Nullable String made, @Nullable String problem) {
    var slice = tokens.of(desk.merchant(), Math.clamp(number, 0, 1000));
    return new TokensPage(
        desk, slice, makers(slice), isOwner(desk), clock.instant(), made, problem);
  }

  /// A token outlives a working day, so only an owner makes one.
  private boolean isOwner(Desk desk) {
    return merchants.worksFor(desk.person()).stream()
        .anyMatch(
            clerk -> clerk.merchant().equals(desk.merchant()) && clerk.role() == Clerk.Role.OWNER);
  }

  private Map<PersonId, String> makers(Slice<ApiToken> slice) {
    var names = new HashMap<PersonId, String>();
    for (var token : slice.rows()) {
      names.computeIfAbsent(token.person(), id -> identity.find(id).map(Person::name).orElse("?"));
    }
    return names;
  }

  private static Set<Scope> scopes(@Nullable List<String> codes) {
    var scopes = EnumSet.noneOf(Scope.class);
    if (codes != null) {
      codes.forEach(code -> Scope.of(code).ifPresent(scopes::add));
    }
    return scopes;
  }
}
