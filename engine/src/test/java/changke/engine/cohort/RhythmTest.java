package changke.engine.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import changke.engine.days.DaySets;
import changke.engine.days.Diary;
import changke.engine.days.People;
import changke.engine.days.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Stickiness and lifecycle.
class RhythmTest {

  @Test
  void stickiness_counts_the_active_periods_of_each_person() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var random = new Random(seed);
      var sets = DaySets.of(diary.history());
      var filter = People.of(diary.people(), _ -> random.nextInt(3) > 0);
      var period = Diary.pick(random, Period.values());
      var from = LocalDate.ofInstant(diary.earliest(), diary.zone()).plusDays(random.nextInt(4));
      var to = from.plusDays(random.nextInt(40));
      int periods = period.of(to) - period.of(from) + 1;
      var expected = new long[periods + 1];
      for (int person = 0; person < diary.people(); person++) {
        if (filter.contains(person)) {
          var active = periods(diary, person, period, LocalDate.MAX);
          int count = active.subSet(period.of(from), true, period.of(to), true).size();
          expected[count] += count > 0 ? 1 : 0;
        }
      }
      var rest = People.all(diary.people()).minus(filter);
      var none = Stickiness.of(sets, 0, period, from, to, People.none(diary.people()));
      var stickiness = none.merge(Stickiness.of(sets, 0, period, from, to, filter));
      double days = 0;
      for (int n = 1; n <= periods; n++) {
        assertThat(stickiness.people(n)).as("seed %d", seed).isEqualTo(expected[n]);
        days += n * expected[n];
      }
      long active = stickiness.active();
      assertThat(stickiness.ratio()).isEqualTo(active == 0 ? 0 : days / periods / active);
      assertThat(stickiness.merge(Stickiness.of(sets, 0, period, from, to, rest)).active())
          .isEqualTo(Stickiness.of(sets, 0, period, from, to, filter.or(rest)).active());
    }
  }

  @Test
  void new_returning_and_resurrected_people_are_the_active_ones() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var random = new Random(seed);
      var sets = DaySets.of(diary.history());
      var filter = People.of(diary.people(), _ -> random.nextInt(3) > 0);
      var period = Diary.pick(random, Period.values());
      var from = LocalDate.ofInstant(diary.earliest(), diary.zone()).plusDays(random.nextInt(9));
      var asOf = diary.latest().minusSeconds(random.nextInt(200_000));
      var rows = Lifecycle.of(sets, 0, period, from, from.plusDays(40), asOf, filter).rows();
      assertThat(rows).as("seed %d", seed).isEqualTo(naive(diary, filter, period, from, asOf));
      for (var row : rows) {
        int own = period.of(row.firstDate());
        var today = LocalDate.ofInstant(asOf, diary.zone());
        assertThat(row.active())
            .isEqualTo(
                People.of(
                        diary.people(),
                        person ->
                            filter.contains(person)
                                && periods(diary, person, period, today).contains(own))
                    .count());
      }
    }
  }

  private static List<Lifecycle.Row> naive(
      Diary diary, People filter, Period period, LocalDate from, Instant asOf) {
    var today = LocalDate.ofInstant(asOf, diary.zone());
    var rows = new ArrayList<Lifecycle.Row>();
    for (int own = period.of(from);
        own <= Math.min(period.of(from.plusDays(40)), period.of(today));
        own++) {
      long[] counts = new long[4];
      for (int person = 0; person < diary.people(); person++) {
        if (filter.contains(person)) {
          var active = periods(diary, person, period, today);
          boolean fresh =
              active.contains(own)
                  && period.of(diary.of(person, 0).getFirst().dateIn(diary.zone())) == own;
          boolean before = active.contains(own - 1);
          counts[0] += fresh ? 1 : 0;
          counts[1] += active.contains(own) && !fresh && before ? 1 : 0;
          counts[2] += active.contains(own) && !fresh && !before ? 1 : 0;
          counts[3] += !active.contains(own) && before ? 1 : 0;
        }
      }
      rows.add(
          new Lifecycle.Row(
              period.firstDate(own),
              counts[0],
              counts[1],
              counts[2],
              counts[3],
              own < period.of(today)));
    }
    return rows;
  }

  private static NavigableSet<Integer> periods(
      Diary diary, int person, Period period, LocalDate until) {
    var periods = new TreeSet<Integer>();
    diary.of(person, 0).stream()
        .map(e -> e.dateIn(diary.zone()))
        .filter(date -> !date.isAfter(until))
        .forEach(date -> periods.add(period.of(date)));
    return periods;
  }
}
