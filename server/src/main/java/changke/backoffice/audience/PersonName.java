package changke.backoffice.audience;

import changke.audience.Profile;
import changke.audience.Unit;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Right;
import changke.merchants.Merchants;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What people and merchants are called on these pages: by name for operators with the right, else
/// by the end of their id.
@Component
class PersonName {

  private final Identity identity;
  private final Merchants merchants;

  PersonName(Identity identity, Merchants merchants) {
    this.identity = identity;
    this.merchants = merchants;
  }

  static String shortened(UUID person) {
    return "…" + person.toString().substring(24);
  }

  /// Names of the few whom a page shows.
  Map<UUID, String> of(List<Profile> profiles, Person reader) {
    var names = new HashMap<UUID, String>();
    var shops =
        merchants.shops(
            profiles.stream()
                .filter(profile -> profile.unit() == Unit.MERCHANT)
                .map(profile -> new MerchantId(profile.person()))
                .toList());
    var language = reader.language().getLanguage();
    shops.forEach((id, shop) -> names.put(id.value(), shop.name().in(language)));
    if (reader.may(Right.PEOPLE)) {
      for (var profile : profiles) {
        if (profile.member()) {
          identity
              .find(new PersonId(profile.person()))
              .ifPresent(person -> names.put(profile.person(), person.name()));
        }
      }
    }
    return names;
  }
}
