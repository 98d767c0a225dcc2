package changke.backoffice.audience;

import changke.audience.Choices;
import changke.audience.Profile;
import changke.audience.Profiles;
import changke.audience.Segments;
import changke.audience.Stage;
import changke.audience.Unit;
import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.merchants.Merchants;
import changke.pages.NotFoundException;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// People and merchants one by one. Who looks at one is written down.
@Controller("audiencePeople")
@Allowed(value = Who.OPERATOR, right = Right.PEOPLE)
class PeopleController {

  private static final int DAYS = 60;

  private final Profiles profiles;
  private final Segments segments;
  private final Choices choices;
  private final Identity identity;
  private final Merchants merchants;
  private final Timeline timeline;
  private final PersonName names;
  private final Audit audit;

  PeopleController(
      Profiles profiles,
      Segments segments,
      Choices choices,
      Identity identity,
      Merchants merchants,
      Timeline timeline,
      PersonName names,
      Audit audit) {
    this.profiles = profiles;
    this.segments = segments;
    this.choices = choices;
    this.identity = identity;
    this.merchants = merchants;
    this.timeline = timeline;
    this.names = names;
    this.audit = audit;
  }

  @GetMapping(SegmentsController.HOME + "/people")
  PeoplePage people(
      @RequestParam(defaultValue = "BUYER") Unit unit,
      @RequestParam(required = false) @Nullable Stage stage,
      @RequestParam(defaultValue = "false") boolean guests,
      @RequestParam(defaultValue = "0") int page,
      Person reader) {
    var found = profiles.latest(unit, stage, !guests, page);
    return new PeoplePage(
        unit, stage, guests, found, profiles.stages(unit), names.of(found.rows(), reader));
  }

  @GetMapping(SegmentsController.HOME + "/people/{id}")
  PersonPage person(@PathVariable UUID id, Person reader) {
    var root = profiles.root(id);
    var profile = profiles.find(root).orElse(null);
    var account = identity.find(new PersonId(root)).orElse(null);
    var shop = merchants.shop(new MerchantId(root)).orElse(null);
    if (profile == null && account == null && shop == null) {
      throw new NotFoundException();
    }
    audit.note(reader.id(), "person.viewed", "person " + root);
    var language = reader.language();
    var known = profiles.knowledge(root, DAYS);
    var name =
        account != null
            ? account.name()
            : shop != null ? shop.name().in(language.getLanguage()) : PersonName.shortened(root);
    return new PersonPage(
        root,
        name,
        account == null ? null : account.email(),
        account == null ? null : root,
        choices.of(new PersonId(root)),
        profile,
        known,
        memberships(profile),
        timeline.of(account, known, profiles.zone(), language));
  }

  private List<PersonPage.Membership> memberships(@Nullable Profile profile) {
    if (profile == null) {
      return List.of();
    }
    var since = segments.of(profile.person());
    return segments.all().stream()
        .filter(segment -> since.containsKey(segment.id()))
        .map(segment ->
            new PersonPage.Membership(
                segment,
                since.getOrDefault(segment.id(), profile.firstAt()),
                segments.why(profile.person(), segment)))
        .toList();
  }
}
