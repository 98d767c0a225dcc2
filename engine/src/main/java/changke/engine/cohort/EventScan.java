package changke.engine.cohort;

import changke.engine.days.History;
import changke.engine.days.People;

/// Counts a stretch of people from their events. One scan serves one thread.
interface EventScan {

  static EventScan of(History history, RetentionQuery query, People people) {
    return switch (query.window()) {
      case Window.Calendar _ -> new CalendarScan(history, query, people);
      case Window.Rolling rolling ->
          new RollingScan(history, query, rolling.length().toSeconds(), people);
    };
  }

  /// Counts people from `from` until `to`.
  void run(int from, int to);

  RetentionTally tally();
}
