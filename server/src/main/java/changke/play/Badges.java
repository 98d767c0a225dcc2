package changke.play;

import changke.shared.Ids;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What people wear.
@Component
public class Badges {

  /// Drawings that a badge can have.
  public static final List<String> ICONS =
      List.of(
          "star", "heart", "key", "clock", "search", "shield", "people", "shop", "box", "bell",
          "home", "check");

  private static final Set<String> KNOWN = Set.copyOf(ICONS);

  private final BadgeRows rows;
  private final Ids ids;
  private final Clock clock;

  Badges(BadgeRows rows, Ids ids, Clock clock) {
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
  }

  /// A badge and how many hold it.
  public record Worn(Badge badge, long holders) {}

  public List<Badge> all() {
    return rows.all();
  }

  public List<Worn> worn() {
    return rows.all().stream().map(badge -> new Worn(badge, rows.holders(badge.id()))).toList();
  }

  /// False when the name is missing or the drawing unknown.
  @Transactional
  public boolean make(Words name, Words words, String icon, PersonId operator) {
    if (name.isBlank() || !KNOWN.contains(icon)) {
      return false;
    }
    rows.insert(new Badge(ids.next(), name, words, icon), operator, clock.instant());
    return true;
  }

  public List<HeldBadge> held(PersonId person) {
    return rows.held(person);
  }
}
