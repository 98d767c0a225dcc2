package changke.storefront.play;

import changke.pages.Page;
import changke.play.HeldBadge;
import changke.play.Quest;
import changke.play.QuestProgress;
import changke.play.Streak;
import changke.play.Streaks;
import changke.play.WheelPeriod;
import changke.storefront.Front;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way in: today's check-in, quests, badges, the wheel, and the switch that hides it all.
///
/// @param off nothing else is shown then
record PlayPage(
    Front front,
    boolean off,
    Streaks.@Nullable Standing standing,
    List<Day> week,
    List<QuestProgress> quests,
    List<HeldBadge> badges,
    @Nullable WheelPeriod wheel,
    boolean wheelOpen,
    long weekPoints)
    implements Page {

  /// A day of the strip: today and the six before it.
  record Day(LocalDate day, String state, boolean today) {}

  List<QuestProgress> of(Quest.Kind kind) {
    return quests.stream().filter(p -> p.quest().kind() == kind).toList();
  }

  @Nullable Streak streak() {
    return standing == null ? null : standing.streak().orElse(null);
  }
}
