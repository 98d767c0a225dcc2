package changke.journeys;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Lets go what nobody needs any more.
@Component
class Upkeep {

  private static final int AT_MOST = 50;

  /// Events tell of themselves late; after that a window is closed for good.
  private static final Duration LATE = Duration.ofDays(7);

  private final SeenRows seen;
  private final InstanceLives lives;
  private final Clock clock;

  Upkeep(SeenRows seen, InstanceLives lives, Clock clock) {
    this.seen = seen;
    this.lives = lives;
    this.clock = clock;
  }

  void turn() {
    var now = clock.instant();
    int gone = 1;
    for (int i = 0; i < AT_MOST && gone > 0; i++) {
      gone = seen.forget(now.minus(Drain.SEEN_KEPT));
    }
    int closed = 1;
    for (int i = 0; i < AT_MOST && closed > 0; i++) {
      closed = lives.close(now.minus(LATE));
    }
  }
}
