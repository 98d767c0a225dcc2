package changke.activity;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// How long the side books of the journal are kept. The journal itself stays.
@Component
class Retention {

  /// A fact of commerce is told again within minutes; after so long nobody tells it any more.
  static final Duration FACTS = Duration.ofDays(35);

  static final Duration REJECTIONS = Duration.ofDays(14);

  private static final int MOST_REJECTIONS = 10_000;

  private final Arrivals arrivals;
  private final Rejections rejections;
  private final Clock clock;

  Retention(Arrivals arrivals, Rejections rejections, Clock clock) {
    this.arrivals = arrivals;
    this.rejections = rejections;
    this.clock = clock;
  }

  void trim() {
    arrivals.forgetFacts(clock.instant().minus(FACTS));
    rejections.trim(clock.instant().minus(REJECTIONS), MOST_REJECTIONS);
  }
}
