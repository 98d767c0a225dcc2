package changke.audience;

import changke.engine.value.RfmScale;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything about one person at one moment: the profile, and what segments ask beyond it.
///
/// @param personal false for who switched personalisation off
/// @param tier as a number from 0, -1 for who has none
record Portrait(
    Profile profile,
    Map<String, Acts> acts,
    Map<String, String> traits,
    int firstDay,
    int lastDay,
    boolean personal,
    int tier) {

  /// What the projection holds of a person.
  record Material(
      UUID person,
      Unit unit,
      boolean member,
      List<Map<String, Acts>> acts,
      DealRows.Sum deals,
      Map<String, String> traits) {}

  /// Computes a person as of a day; null for somebody who never did anything.
  ///
  /// @param scale null when RFM is not to be computed
  /// @param personal false for who switched personalisation off
  static @Nullable Portrait of(
      Material from,
      Thresholds thresholds,
      @Nullable RfmScale scale,
      boolean personal,
      int tier,
      int today) {
    var acts = united(from.acts());
    if (acts.isEmpty()) {
      return null;
    }
    var days = awakeDays(acts);
    var first = acts.values().stream().map(Acts::first).sorted().findFirst().orElseThrow();
    var last = acts.values().stream().map(Acts::last).max(java.util.Comparator.naturalOrder());
    var standing = personal && days.length > 0 ? StageRules.of(days, thresholds, today) : null;
    var lastOrder = from.deals().lastDay();
    var rfm =
        personal && scale != null && lastOrder != null
            ? scale.score(
                Math.max(0, today - lastOrder), from.deals().orders(), from.deals().netMinor())
            : null;
    var profile =
        new Profile(
            from.person(),
            from.unit(),
            from.member(),
            first,
            last.orElseThrow(),
            acts.values().stream().mapToLong(Acts::total).sum(),
            days.length,
            from.deals().orders(),
            from.deals().netMinor(),
            from.deals().currency(),
            lastOrder == null ? null : Calendars.date(lastOrder),
            standing == null ? null : standing.stage(),
            standing == null ? null : Calendars.date(standing.since()),
            rfm,
            LocalDate.ofEpochDay(today));
    int firstDay = days.length == 0 ? today : Math.min(days[0], today);
    int lastDay = days.length == 0 ? today : Math.min(days[days.length - 1], today);
    return new Portrait(profile, acts, from.traits(), firstDay, lastDay, personal, tier);
  }

  private static Map<String, Acts> united(List<Map<String, Acts>> all) {
    if (all.size() == 1) {
      return all.getFirst();
    }
    var acts = new HashMap<String, Acts>();
    all.forEach(one -> one.forEach((kind, more) -> acts.merge(kind, more, Acts::plus)));
    return acts;
  }

  /// Days between the days on which the person was there.
  int[] gaps() {
    var days = awakeDays(acts);
    var gaps = new int[Math.max(0, days.length - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = days[i + 1] - days[i];
    }
    return gaps;
  }

  private static int[] awakeDays(Map<String, Acts> acts) {
    return acts.entrySet().stream()
        .filter(entry -> Kinds.isAwake(entry.getKey()))
        .flatMapToInt(entry -> Arrays.stream(entry.getValue().days().days()))
        .sorted()
        .distinct()
        .toArray();
  }
}
