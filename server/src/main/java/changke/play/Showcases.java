package changke.play;

import changke.identity.Identity;
import changke.shared.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What people show of themselves: nothing, until they say so, and then exactly what they chose.
@Component
public class Showcases {

  private static final Pattern HANDLE = Pattern.compile("[a-z0-9-]{3,30}");
  private static final int LONGEST_NAME = 60;

  private final ShowcaseRows rows;
  private final BadgeRows badges;
  private final Streaks streaks;
  private final Quests quests;
  private final Pauses pauses;
  private final Identity identity;

  Showcases(
      ShowcaseRows rows,
      BadgeRows badges,
      Streaks streaks,
      Quests quests,
      Pauses pauses,
      Identity identity) {
    this.rows = rows;
    this.badges = badges;
    this.streaks = streaks;
    this.quests = quests;
    this.pauses = pauses;
    this.identity = identity;
  }

  /// What came of a wish to show something.
  public sealed interface Saved {
    /// It is so from now on.
    record Done(Showcase showcase) implements Saved {}

    /// The handle is not 3 to 30 small letters, digits and dashes, or the name is empty or long.
    record Unfit() implements Saved {}

    /// Somebody has this handle.
    record Taken() implements Saved {}
  }

  /// What strangers see.
  ///
  /// @param streakDays 0 when it is not shown or there is none
  /// @param done achievements, empty when they are not shown
  public record View(Showcase showcase, List<HeldBadge> badges, int streakDays, List<Quest> done) {}

  /// What a person shows; before they said anything, a closed showcase under a handle nobody has.
  public Showcase of(PersonId person) {
    return rows.of(person)
        .orElseGet(() ->
            new Showcase(
                person,
                "regular-" + person.toString().substring(24),
                identity.find(person).map(p -> p.name()).orElse(""),
                false,
                false,
                false));
  }

  @Transactional
  public Saved save(Showcase wish, List<UUID> shownBadges) {
    var name = wish.name().strip();
    if (!HANDLE.matcher(wish.handle()).matches()
        || name.isEmpty()
        || name.length() > LONGEST_NAME) {
      return new Saved.Unfit();
    }
    var holder = rows.byHandle(wish.handle());
    if (holder.isPresent() && !holder.get().person().equals(wish.person())) {
      return new Saved.Taken();
    }
    rows.save(wish);
    badges.show(wish.person(), shownBadges);
    return new Saved.Done(wish);
  }

  /// What anyone sees under a handle: nothing of a closed showcase, or of somebody who has switched
  /// play off.
  public Optional<View> view(String handle) {
    return rows.byHandle(handle)
        .filter(Showcase::open)
        .filter(showcase -> !pauses.isOff(showcase.person()))
        .map(this::view);
  }

  private View view(Showcase showcase) {
    var person = identity.find(showcase.person());
    return new View(
        showcase,
        badges.held(showcase.person()).stream().filter(HeldBadge::shown).toList(),
        showcase.showsStreak()
            ? person.flatMap(p -> streaks.standing(p).streak()).map(Streak::length).orElse(0)
            : 0,
        showcase.showsQuests()
            ? person.stream()
                .flatMap(p -> quests.progress(p).stream())
                .filter(p -> p.done() && p.quest().kind() == Quest.Kind.ACHIEVEMENT)
                .map(QuestProgress::quest)
                .toList()
            : List.of());
  }
}
