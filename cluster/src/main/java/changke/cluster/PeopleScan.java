package changke.cluster;

import changke.engine.days.History;
import changke.engine.days.HistoryBuilder;
import changke.engine.days.LocalDays;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/// Answers a plan for one partition of people, whose events arrive sorted by person.
///
/// Only a slice of the people is in memory at a time: the engine counts whenever enough events of
/// whole people came together, and counts of disjoint people add up.
final class PeopleScan {

  private static final int SLICE_EVENTS = 1 << 20;

  private final Plan plan;
  private final LocalDays calendar;
  private final long[] eventsByKind;
  private @Nullable Answers answers;
  private HistoryBuilder slice;
  private int events;
  private int person = -1;

  PeopleScan(Plan plan) {
    this.plan = plan;
    calendar = LocalDays.of(plan.zone());
    eventsByKind = new long[plan.kinds().size() + 1];
    slice = History.in(calendar);
  }

  Answers run(Iterator<Row> rows) {
    Object last = null;
    while (rows.hasNext()) {
      var row = rows.next();
      if (row.isNullAt(Lake.PERSON) || row.isNullAt(Lake.SECOND)) {
        throw new CannotRun("There are events without a person or without a time.");
      }
      var next = row.get(Lake.PERSON);
      if (!next.equals(last)) {
        if (events >= SLICE_EVENTS) {
          count();
        }
        last = next;
        person++;
      }
      add(row);
    }
    return count();
  }

  private void add(Row row) {
    int kind = row.getInt(Lake.KIND);
    slice.add(person, kind, row.getLong(Lake.SECOND), row.getLong(Lake.AMOUNT));
    eventsByKind[kind]++;
    events++;
  }

  private Answers count() {
    var history = slice.build();
    List<Serializable> tallies =
        plan.questions().stream().<Serializable>map(question -> question.tally(history)).toList();
    var counted = new Answers(person + 1L, Arrays.stream(eventsByKind).boxed().toList(), tallies);
    answers = answers == null ? counted : answers.merge(counted, plan.questions());
    slice = History.in(calendar);
    Arrays.fill(eventsByKind, 0);
    events = 0;
    person = -1;
    return answers;
  }
}
