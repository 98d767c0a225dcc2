package changke.insights;

import changke.audience.Segments;
import changke.engine.days.People;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Reports on the house's own behaviour, as the console shows them.
@Component
public class HouseReports {

  /// How many people one page lists.
  public static final int PAGE = 50;

  private static final int MOST_LISTED = 5_000;
  private static final int LONGEST_QUERY = 4_000;

  private final HouseBehaviour behaviour;
  private final Segments segments;
  private final SavedReports saved;
  private final GoalRows goals;
  private final Ids ids;
  private final Clock clock;

  /// The people behind a number.
  ///
  /// @param total how many there are, at most a list's bound
  public record Behind(int total, List<UUID> people, boolean merchants) {
    public Behind {
      people = List.copyOf(people);
    }
  }

  HouseReports(
      HouseBehaviour behaviour,
      Segments segments,
      SavedReports saved,
      GoalRows goals,
      Ids ids,
      Clock clock) {
    this.behaviour = behaviour;
    this.segments = segments;
    this.saved = saved;
    this.goals = goals;
    this.ids = ids;
    this.clock = clock;
  }

  /// Names of all reports, in the order in which they are offered.
  public static List<String> names() {
    return Boards.names();
  }

  public boolean isKnown(String report) {
    return names().contains(report);
  }

  /// A report drawn from what is known by now.
  ///
  /// @throws IllegalArgumentException for a report that is not known
  public Drawn draw(String report, Asked asked, Voice voice) {
    var narrowing = Narrowing.of(segments, asked);
    return Drawn.of(report, behaviour.now(), asked, narrowing, goals.all(), voice);
  }

  /// Whom a number of a report counts.
  public Behind behind(String report, Asked asked, String pick, int page) {
    var board = Boards.find(report);
    var scope = Drawn.scope(report, behaviour.now(), asked, Narrowing.of(segments, asked));
    var found = board.behind(scope, Report.Pick.of(pick), MOST_LISTED);
    boolean merchants = asked.text("subject").equals("merchants");
    var all = merchants ? MerchantSales.of(scope.all()) : scope.all();
    return new Behind(found.count(), page(found, all, page), merchants);
  }

  private static List<UUID> page(People found, Behaviour all, int page) {
    var numbers = found.toArray();
    var shown = new ArrayList<UUID>();
    Arrays.stream(numbers)
        .skip((long) page * PAGE)
        .limit(PAGE)
        .forEach(number -> shown.add(all.id(number)));
    return shown;
  }

  /// Keeps what was asked under a name; empty when there are too many already.
  public Optional<SavedReport> save(String name, String report, Asked asked, PersonId by) {
    var kept = new SavedReport(ids.next(), name, report, asked.query(), by, clock.instant());
    return kept.query().length() <= LONGEST_QUERY && saved.add(kept)
        ? Optional.of(kept)
        : Optional.empty();
  }

  public List<SavedReport> saved() {
    return saved.all();
  }

  public Optional<SavedReport> saved(UUID id) {
    return saved.find(id);
  }

  public boolean forget(UUID id) {
    return saved.remove(id);
  }

  /// What the team wants and when it changed something.
  public Goals goals() {
    return goals.all();
  }

  /// Says what a measure should reach on a day, in whole major units for money; 0 takes it away.
  ///
  /// @throws IllegalArgumentException for a measure that is not known, or a value below 0
  public void aim(String measure, long aDay, PersonId by) {
    if (!Goals.measures().contains(measure) || aDay < 0) {
      throw new IllegalArgumentException(measure + " " + aDay);
    }
    if (aDay == 0) {
      goals.clear(measure);
    } else {
      goals.set(measure, aDay, by, clock.instant());
    }
  }

  /// Marks a day on which something was changed; false when there are too many marks already.
  public boolean mark(LocalDate day, String words, PersonId by) {
    return goals.add(new Goals.Mark(ids.next(), day, words), by, clock.instant());
  }

  public boolean unmark(UUID id) {
    return goals.remove(id);
  }
}
