package changke.engine.cohort;

import changke.engine.days.History;
import changke.engine.days.People;
import changke.engine.days.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Answers retention questions.
///
/// Calendar questions treat a period as a whole: a return in the start's own period counts for
/// column 0 wherever in the period it lies.
public final class Retention {

  private Retention() {}

  /// The table over everybody.
  public static RetentionTable table(History history, RetentionQuery query) {
    return tally(history, query, People.all(history.people())).table();
  }

  /// One table for each segment, in the order given.
  public static SequencedMap<String, RetentionTable> bySegment(
      History history, RetentionQuery query, Map<String, People> segments) {
    var tables = new LinkedHashMap<String, RetentionTable>();
    segments.forEach((name, people) -> tables.put(name, tally(history, query, people).table()));
    return tables;
  }

  /// Counts over some people; counts of disjoint people can be merged.
  public static RetentionTally tally(History history, RetentionQuery query, People people) {
    var tally = RetentionTally.empty(query, history.calendar().zone());
    switch (query.window()) {
      case Window.Calendar _ -> new CalendarScan(history, query, tally).run(people);
      case Window.Rolling rolling ->
          new RollingScan(history, query, rolling.length().toSeconds(), tally).run(people);
    }
    return tally;
  }

  /// Revenue by cohort: people by the period of their first paid event, and what they brought in
  /// each period since. Cells carry money even when nobody of the cohort came back (0).
  public static RetentionTable revenue(
      History history, int paidKind, Period period, LocalDate from, LocalDate to, Instant asOf) {
    int last = period.of(history.calendar().dateOf(asOf)) - period.of(from);
    return table(
        history,
        RetentionQuery.of(paidKind, new Return.On(Math.max(0, last)), period, from, to, asOf));
  }
}
