package changke.storefront.referral;

import changke.catalog.Catalog;
import changke.engine.genuine.Identity.Kind;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.QrPicture;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.rewards.Contributions;
import changke.rewards.Referrals;
import changke.storefront.Front;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// The promoter's pages, and the link itself.
@Controller
@Allowed(Who.MEMBER)
class ReferralController {

  private final Catalog catalog;
  private final Referrals referrals;
  private final Contributions contributions;
  private final ReferralCookie cookie;

  ReferralController(
      Referrals referrals, Contributions contributions, ReferralCookie cookie, Catalog catalog) {
    this.catalog = catalog;
    this.referrals = referrals;
    this.contributions = contributions;
    this.cookie = cookie;
  }

  @GetMapping("/my/referral")
  ReferralPage mine(
      @RequestParam(defaultValue = "0") int page,
      Front front,
      Person person,
      HttpServletRequest request) {
    cookie.device(request).ifPresent(d -> referrals.seen(person.id(), Kind.DEVICE, d));
    referrals.seen(person.id(), Kind.ADDRESS, request.getRemoteAddr());
    return new ReferralPage(
        front,
        catalog.currency(),
        link(person),
        referrals.standing(person.id()),
        referrals.of(person.id(), Math.clamp(page, 0, 1_000)),
        contributions.score(person.id()),
        referrals.rule(cookie.region()).orElse(null));
  }

  @GetMapping("/my/referral/poster")
  ReferralPosterPage poster(Front front, Person person) {
    var link = link(person);
    return new ReferralPosterPage(front, link, QrPicture.of(link));
  }

  /// Remembers who sent the visitor for thirty days, and goes to the shop. Nobody is followed who
  /// asks not to be.
  @GetMapping("/via/{code}")
  @Allowed(Who.EVERYONE)
  Redirect via(
      @PathVariable String code, HttpServletRequest request, HttpServletResponse response) {
    if (referrals.visited(code) && !cookie.isUnfollowed(request)) {
      cookie.remember(code, response);
    }
    return Redirect.to("/");
  }

  private String link(Person person) {
    return ServletUriComponentsBuilder.fromCurrentContextPath()
        .path("/via/" + referrals.code(person.id()))
        .toUriString();
  }
}
