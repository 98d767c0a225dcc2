package changke.play;

import java.time.LocalDate;
import java.util.List;

/// One run of days.
///
/// @param length days with an act; days that a freeze, a pause or a journey bridged do not count
/// @param freezes how many are left
/// @param frozen the days that a freeze bridged
/// @param weeks the days on which a seventh, fourteenth, … act was done
public record Streak(
    LocalDate start,
    LocalDate last,
    int length,
    int freezes,
    List<LocalDate> frozen,
    List<LocalDate> weeks) {

  /// Days of a week that pays.
  public static final int WEEK = 7;

  /// Freezes at the start of a streak, and again after every week that paid.
  public static final int FREEZES = 2;

  public Streak {
    frozen = List.copyOf(frozen);
    weeks = List.copyOf(weeks);
  }

  /// Acts that are missing to the next reward: 7 right after one.
  public int toNextReward() {
    return WEEK - length % WEEK;
  }
}
