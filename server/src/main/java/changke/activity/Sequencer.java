package changke.activity;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Gives positions. One at a time: a turn holds the row of the sequence until it has committed, so
/// positions become visible in their order.
@Component
class Sequencer {

  static final int MOST_AT_ONCE = 5_000;

  private final Events events;
  private final Clock clock;

  Sequencer(Events events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /// Moves the oldest committed arrivals into the journal and returns how many.
  @Transactional
  public int turn() {
    var last = events.lockLast();
    int moved = events.moveFromArrivals(last, MOST_AT_ONCE, clock.instant());
    if (moved > 0) {
      events.setLast(last + moved);
    }
    return moved;
  }
}
