package changke.storefront.privacy;

import changke.audience.Choice;
import changke.audience.Choices;
import changke.audience.Profiles;
import changke.audience.Segment;
import changke.audience.Segments;
import changke.catalog.Catalog;
import changke.catalog.Favourites;
import changke.identity.Allowed;
import changke.identity.Leaving;
import changke.identity.Person;
import changke.identity.Role;
import changke.identity.Sessions;
import changke.identity.Who;
import changke.insights.Asking;
import changke.insights.SurveyAnswer;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.orders.OneClick;
import changke.pages.Redirect;
import changke.payments.Payments;
import changke.rewards.Rewards;
import changke.shared.Money;
import changke.storefront.Front;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What is stored about the member, what may be done with it, and the way out.
@Controller
@Allowed(Who.MEMBER)
class PrivacyController {

  private static final String HOME = "/my/privacy";
  private static final int DAYS = 14;

  private final Profiles profiles;
  private final Segments segments;
  private final Choices choices;
  private final Export export;
  private final Leaving leaving;
  private final Sessions sessions;
  private final Merchants merchants;
  private final Payments payments;
  private final Rewards rewards;
  private final Catalog catalog;
  private final Favourites favourites;
  private final OneClick oneClick;
  private final Asking asking;

  PrivacyController(
      Profiles profiles,
      Segments segments,
      Choices choices,
      Export export,
      Leaving leaving,
      Sessions sessions,
      Merchants merchants,
      Payments payments,
      Rewards rewards,
      Catalog catalog,
      Favourites favourites,
      OneClick oneClick,
      Asking asking) {
    this.profiles = profiles;
    this.segments = segments;
    this.choices = choices;
    this.export = export;
    this.leaving = leaving;
    this.sessions = sessions;
    this.merchants = merchants;
    this.payments = payments;
    this.rewards = rewards;
    this.catalog = catalog;
    this.favourites = favourites;
    this.oneClick = oneClick;
    this.asking = asking;
  }

  @GetMapping(HOME)
  PrivacyPage stored(Front front, Person person) {
    var root = profiles.root(person.id().value());
    var mine = segments.of(root);
    return new PrivacyPage(
        front,
        person,
        choices.of(person.id()),
        profiles.find(root).orElse(null),
        profiles.knowledge(root, DAYS),
        segments.all().stream()
            .filter(segment -> mine.containsKey(segment.id()))
            .map(Segment::name)
            .toList());
  }

  @PostMapping(HOME + "/choices")
  Redirect choose(
      @RequestParam(defaultValue = "false") boolean personal,
      @RequestParam(defaultValue = "false") boolean predicted,
      Person person) {
    choices.choose(person.id(), new Choice(personal, predicted));
    return Redirect.to(HOME).saying("privacy.chosen");
  }

  @GetMapping(HOME + "/export")
  @Allowed(value = Who.MEMBER, fresh = true)
  ResponseEntity<byte[]> export(Person person) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(MediaType.APPLICATION_JSON)
        .header("Content-Disposition", "attachment; filename=\"changke-my-data.json\"")
        .body(export.of(person));
  }

  @GetMapping(HOME + "/erase")
  ErasePage look(Front front, Person person) {
    return page(front, person, problem(person));
  }

  @PostMapping(HOME + "/erase")
  @Allowed(value = Who.MEMBER, fresh = true)
  Object erase(
      @RequestParam(defaultValue = "false") boolean sure,
      @RequestParam(required = false) @Nullable UUID survey,
      @RequestParam(defaultValue = "") String score,
      @RequestParam(defaultValue = "") String choice,
      @RequestParam(defaultValue = "") String words,
      Front front,
      Person person,
      HttpServletRequest request) {
    var problem = problem(person);
    if (problem != null || !sure) {
      return page(front, person, problem == null ? "privacy.erase.unsure" : problem);
    }
    return switch (leaving.leave(person.id())) {
      case DONE, GONE -> {
        favourites.forget(person.id());
        oneClick.disable(person.id());
        sessions.end(request);
        if (survey != null) {
          asking.left(survey, SurveyAnswer.of(score, choice, words));
        }
        yield Redirect.to("/").saying("privacy.erase.done");
      }
      case OPERATOR -> page(front, person, "privacy.erase.operator");
    };
  }

  private ErasePage page(Front front, Person person, @Nullable String problem) {
    var currency = catalog.currency();
    return new ErasePage(
        front,
        new Money(payments.wallet(person.id(), currency).total(), currency),
        rewards.balance(person.id()).available(),
        asking.leaving().orElse(null),
        problem);
  }

  /// Who answers for others hands that over first.
  private @Nullable String problem(Person person) {
    if (person.is(Role.OPERATOR)) {
      return "privacy.erase.operator";
    }
    var owns =
        merchants.worksFor(person.id()).stream()
            .filter(clerk -> clerk.role() == Clerk.Role.OWNER)
            .flatMap(clerk -> merchants.shop(clerk.merchant()).stream())
            .anyMatch(shop -> !shop.closed());
    return owns ? "privacy.erase.owner" : null;
  }
}
