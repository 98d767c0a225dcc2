package changke.engine.cohort;

import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.People;
import changke.engine.days.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// Answers retention questions.
///
/// Calendar questions treat a period as a whole: a return in the start's own period counts for
/// column 0 wherever in the period it lies.
public final class Retention {

  private static final int BLOCK = 8192;

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

  /// Counts over some people, blocks of them in parallel; counts of disjoint people can be merged.
  public static RetentionTally tally(History history, RetentionQuery query, People people) {
    return IntStream.range(0, (history.people() + BLOCK - 1) / BLOCK)
        .parallel()
        .collect(
            () -> EventScan.of(history, query, people),
            (scan, block) ->
                scan.run(block * BLOCK, Math.min(history.people(), (block + 1) * BLOCK)),
            (scan, other) -> scan.tally().merge(other.tally()))
        .tally();
  }

  /// Who is behind one cell: those of a row who returned in a column, or the whole row for column
  /// -1. Stops when there are `most` of them.
  public static People behind(
      History history, RetentionQuery query, People people, int row, int column, int most) {
    var scan = EventScan.of(history, query, people);
    int found = 0;
    var words = new long[(history.people() + 63) >>> 6];
    for (int person = 0; person < history.people() && found < most; person++) {
      if (people.contains(person)) {
        long before = scan.tally().count(row, column);
        scan.run(person, person + 1);
        if (scan.tally().count(row, column) > before) {
          words[person >>> 6] |= 1L << person;
          found++;
        }
      }
    }
    return People.ofWords(words, history.people());
  }

  /// The table over everybody in day sets.
  public static RetentionTable table(DaySets sets, RetentionQuery query) {
    return tally(sets, query, People.all(sets.people())).table();
  }

  /// Counts from day sets: many times faster than from events, in parallel over chunks of people.
  ///
  /// Day sets know calendar days only, so the money of every cell is 0.
  ///
  /// @throws IllegalArgumentException for a rolling window, a minimum count or a filtered act
  public static RetentionTally tally(DaySets sets, RetentionQuery query, People people) {
    if (!query.isAboutDaysOnly()) {
      throw new IllegalArgumentException("needs a history, not day sets: " + query);
    }
    return IntStream.range(0, sets.kind(query.start().kind()).chunks())
        .parallel()
        .collect(
            () -> new DayScan(sets, query, people),
            DayScan::add,
            (scan, other) -> scan.tally().merge(other.tally()))
        .tally();
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
