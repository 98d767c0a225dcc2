package changke.rewards;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What a rule would have given: deeds of its kind, people who did them, points before and after
/// caps.
public record Preview(long deeds, long people, long pointsBeforeCaps, long points) {

  /// A deed as far as caps ask.
  record Past(UUID person, LocalDate day, long amountMinor) {}

  /// @param past in the order in which they happened
  static Preview of(EarnRule rule, List<Past> past) {
    var people = new HashSet<UUID>();
    var days = new HashMap<String, long[]>();
    Map<String, Long> months = new HashMap<>();
    var before = 0L;
    var given = 0L;
    for (var deed : past) {
      var wanted = rule.worth(deed.amountMinor());
      if (wanted <= 0) {
        continue;
      }
      people.add(deed.person());
      before += wanted;
      var today = days.computeIfAbsent(deed.person() + " " + deed.day(), k -> new long[2]);
      var month = deed.person() + " " + YearMonth.from(deed.day());
      var used =
          new EarnLimits.Used(Math.toIntExact(today[0]), today[1], months.getOrDefault(month, 0L));
      var left = EarnLimits.left(rule, wanted, used);
      if (rule.totalCap() != null) {
        left = Math.min(left, rule.totalCap() - given);
      }
      today[0]++;
      today[1] += left;
      months.merge(month, left, Long::sum);
      given += left;
    }
    return new Preview(past.size(), people.size(), before, given);
  }
}
