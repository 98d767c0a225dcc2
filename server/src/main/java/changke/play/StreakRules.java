package changke.play;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Streaks as a function of the days on which something was done: facts may arrive late and in any
/// order, the answer is the same.
///
/// - The day is the person's, by the server's clock. A day counts once.
/// - A day is missed when nothing was done on it, unless play was switched off all day, or the
///   person flew east and the day was not a whole one for them.
/// - Missed days use up freezes by themselves; when there are fewer freezes than missed days, the
///   streak starts over and the freezes of the old one are forgotten. What a streak has paid stays.
/// - Every seventh day pays, and gives the two freezes again.
final class StreakRules {

  /// A day and the next one last two days at most in one zone; less means that some of it was flown
  /// away.
  private static final Duration TWO_DAYS = Duration.ofHours(48);

  private StreakRules() {}

  /// All streaks, the oldest first. `marks` are in the order of their days, each day once.
  static List<Streak> fold(List<Mark> marks, List<Pause> pauses) {
    var runs = new ArrayList<Streak>();
    Run run = null;
    for (var mark : marks) {
      if (run == null) {
        run = new Run(mark);
      } else if (!run.goOn(mark, pauses)) {
        runs.add(run.ended());
        run = new Run(mark);
      }
    }
    if (run != null) {
      runs.add(run.ended());
    }
    return List.copyOf(runs);
  }

  /// The streak as it stands today: freezes that already bridge the days up to yesterday are shown
  /// as used; a streak that they cannot hold is over and there is none.
  static List<Streak> today(List<Streak> runs, List<Mark> marks, List<Pause> pauses, Today today) {
    if (runs.isEmpty()) {
      return List.of();
    }
    var streak = runs.getLast();
    var missed =
        missed(marks.getLast(), new Mark(today.day(), today.now(), today.offsetSeconds()), pauses);
    if (missed.size() > streak.freezes()) {
      return List.of();
    }
    var frozen = new ArrayList<>(streak.frozen());
    frozen.addAll(missed);
    return List.of(
        new Streak(
            streak.start(),
            streak.last(),
            streak.length(),
            streak.freezes() - missed.size(),
            frozen,
            streak.weeks()));
  }

  /// Now, as the person's calendar says.
  record Today(LocalDate day, Instant now, int offsetSeconds) {

    static Today of(Instant now, ZoneId zone) {
      var local = now.atZone(zone);
      return new Today(local.toLocalDate(), now, local.getOffset().getTotalSeconds());
    }
  }

  /// How many rewards a streak still owes, given the days on which rewards were paid before: late
  /// facts may join two streaks that have paid already.
  static int owed(Streak streak, List<LocalDate> paid) {
    long before =
        paid.stream()
            .filter(day -> !day.isBefore(streak.start()) && !day.isAfter(streak.last()))
            .count();
    return (int) Math.max(0, streak.weeks().size() - before);
  }

  private static List<LocalDate> missed(Mark last, Mark next, List<Pause> pauses) {
    var missed = new ArrayList<LocalDate>();
    var zone = ZoneOffset.ofTotalSeconds(next.offsetSeconds());
    for (var day = last.day().plusDays(1); day.isBefore(next.day()); day = day.plusDays(1)) {
      if (!isPaused(day, zone, pauses)) {
        missed.add(day);
      }
      if (missed.size() > Streak.FREEZES + 1) {
        break;
      }
    }
    if (missed.size() == 1
        && Duration.between(last.at(), next.at()).compareTo(TWO_DAYS) < 0
        && flewEast(last, next)) {
      return List.of();
    }
    return List.copyOf(missed);
  }

  /// More than the hour or two of a summer time.
  private static boolean flewEast(Mark last, Mark next) {
    return next.offsetSeconds() - last.offsetSeconds() > Duration.ofHours(2).toSeconds();
  }

  private static boolean isPaused(LocalDate day, ZoneOffset zone, List<Pause> pauses) {
    var from = day.atStartOfDay(zone).toInstant();
    var to = day.plusDays(1).atStartOfDay(zone).toInstant();
    return pauses.stream()
        .anyMatch(pause ->
            !pause.since().isAfter(from)
                && pause.until().map(until -> !until.isBefore(to)).orElse(true));
  }

  private static final class Run {

    private final Mark first;
    private final List<LocalDate> frozen = new ArrayList<>();
    private final List<LocalDate> weeks = new ArrayList<>();
    private Mark last;
    private int length = 1;
    private int freezes = Streak.FREEZES;

    Run(Mark first) {
      this.first = first;
      this.last = first;
    }

    /// False when too much was missed.
    boolean goOn(Mark mark, List<Pause> pauses) {
      var missed = missed(last, mark, pauses);
      if (missed.size() > freezes) {
        return false;
      }
      freezes -= missed.size();
      frozen.addAll(missed);
      last = mark;
      length++;
      if (length % Streak.WEEK == 0) {
        weeks.add(mark.day());
        freezes = Streak.FREEZES;
      }
      return true;
    }

    Streak ended() {
      return new Streak(first.day(), last.day(), length, freezes, frozen, weeks);
    }
  }
}
