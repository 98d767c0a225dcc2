package changke.insights;

import changke.engine.cohort.Cohort;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.Return;
import changke.engine.days.DaySet;
import changke.engine.days.People;
import changke.engine.days.Period;

/// Who is behind a cell of a retention table that days decide: asked person by person, where the
/// table was counted a chunk at a time.
final class DayCells {

  private DayCells() {}

  static People behind(
      Behaviour all, RetentionQuery query, People people, int row, int column, int most) {
    var period = query.period();
    int own = period.of(query.from()) + row;
    var start = all.sets.kind(query.start().kind());
    var back = all.sets.kind(query.returning().kind());
    int today = (int) all.today().toEpochDay();
    var words = new long[(all.size() + 63) >>> 6];
    int found = 0;
    for (int person = 0; person < all.size() && found < most; person++) {
      if (people.contains(person)
          && began(all, start, query, person, own, today)
          && (column < 0 || returned(back, query, person, own, column, today))) {
        words[person >>> 6] |= 1L << person;
        found++;
      }
    }
    return People.ofWords(words, all.size());
  }

  private static boolean began(
      Behaviour all, DaySet start, RetentionQuery query, int person, int own, int today) {
    long first = start.first(person);
    if (first < 0) {
      return false;
    }
    return query.cohort() == Cohort.RECURRING
        ? active(start, query.period(), person, own, own, today)
        : query.period().of(all.calendar().dayOf(first)) == own;
  }

  private static boolean returned(
      DaySet back, RetentionQuery query, int person, int own, int column, int today) {
    var spans = query.columns().spans();
    if (column >= spans.size()) {
      return false;
    }
    var span = spans.get(column);
    if (query.columns() instanceof Return.Every) {
      for (int k = 1; k <= column; k++) {
        if (!active(back, query.period(), person, own + k, own + k, today)) {
          return false;
        }
      }
      return true;
    }
    return active(back, query.period(), person, own + span.from(), own + span.to(), today);
  }

  /// Whether somebody was active in one of the periods, up to today.
  static boolean active(DaySet set, Period period, int person, int from, int to, int today) {
    int end = Math.min(period.firstDay(to + 1), today + 1);
    for (int day = period.firstDay(from); day < end; day++) {
      if (set.isActive(person, day)) {
        return true;
      }
    }
    return false;
  }
}
