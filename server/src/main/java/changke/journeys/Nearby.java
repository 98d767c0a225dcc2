package changke.journeys;

import changke.audience.Segment;
import changke.audience.Segments;
import changke.rewards.Coupons;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What definitions may name, asked of those who own it.
@Component
class Nearby {

  private final Segments segments;
  private final Coupons coupons;
  private final Mail mail;

  Nearby(Segments segments, Coupons coupons, Mail mail) {
    this.segments = segments;
    this.coupons = coupons;
    this.mail = mail;
  }

  Surroundings now() {
    return new Surroundings(
        mail.templates(),
        segments.all().stream().map(Segment::id).collect(Collectors.toSet()),
        this::claimable,
        true);
  }

  private Optional<Boolean> claimable(String key) {
    return coupons.inForce(key).map(terms -> terms.claimable());
  }
}
