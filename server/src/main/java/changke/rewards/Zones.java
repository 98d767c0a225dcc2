package changke.rewards;

import changke.identity.Identity;
import changke.identity.Person;
import changke.shared.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/// Days as the person counts them.
@Component
class Zones {

  /// What a transaction asks once.
  private record ZoneOf(PersonId person) {}

  private final Identity identity;
  private final RewardSettings settings;

  Zones(Identity identity, RewardSettings settings) {
    this.identity = identity;
    this.settings = settings;
  }

  ZoneId of(PersonId person) {
    return ThisTransaction.once(
        new ZoneOf(person), () -> identity.find(person).map(Person::zone).orElse(settings.zone()));
  }

  /// The installation's own.
  ZoneId own() {
    return settings.zone();
  }

  /// The end of the day that lies so many days after `from`, where the person lives: the first
  /// moment that is too late.
  static Instant endOfDay(Instant from, int days, ZoneId zone) {
    return LocalDate.ofInstant(from, zone).plusDays(days + 1L).atStartOfDay(zone).toInstant();
  }
}
