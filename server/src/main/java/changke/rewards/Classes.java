package changke.rewards;

import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is known of a person that published classes ask for.
@Component
class Classes {

  private final Members members;
  private final Turnovers turnovers;
  private final TierRows tiers;
  private final Zones zones;
  private final Clock clock;

  Classes(Members members, Turnovers turnovers, TierRows tiers, Zones zones, Clock clock) {
    this.members = members;
    this.turnovers = turnovers;
    this.tiers = tiers;
    this.zones = zones;
    this.clock = clock;
  }

  ClassRules.@Nullable Traits traits(@Nullable PersonId whose) {
    if (whose == null) {
      return null;
    }
    var person = members.current(whose);
    var tier = tiers.find(person);
    var bought = turnovers.sums(person, Instant.EPOCH, clock.instant().plusSeconds(1));
    return new ClassRules.Traits(
        bought.orders(),
        bought.last(),
        members.birthday(person).map(Members.Birthday::day).orElse(null),
        zones.of(person),
        tier.map(TierRows.Row::tier).orElse(Tier.BRONZE),
        tier.map(TierRows.Row::benefits).orElse(Set.of()));
  }

  boolean belongs(Audience audience, PersonId person) {
    return ClassRules.belongs(audience, traits(person), clock.instant());
  }
}
