package changke.audience;

import changke.engine.rhythm.Gaps;
import changke.identity.Audit;
import changke.shared.PersonId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// After how many days stages begin: the shop's own choice, with a proposal from how its people
/// really come and go.
@Component
public class Stages {

  private static final int MOST_PEOPLE = 5_000;

  private final ThresholdRows rows;
  private final ProfileRows profiles;
  private final Generations generations;
  private final Evaluation evaluation;
  private final Audit audit;
  private final Clock clock;

  Stages(
      ThresholdRows rows,
      ProfileRows profiles,
      Generations generations,
      Evaluation evaluation,
      Audit audit,
      Clock clock) {
    this.rows = rows;
    this.profiles = profiles;
    this.generations = generations;
    this.evaluation = evaluation;
    this.audit = audit;
    this.clock = clock;
  }

  public Thresholds thresholds(Unit unit) {
    return rows.of(unit);
  }

  /// Everybody is looked at again with the new ones, and their transitions are told.
  @Transactional
  public void choose(Unit unit, Thresholds thresholds, PersonId by) {
    generations.alone();
    rows.put(unit, thresholds, by.value(), clock.instant());
    profiles.age(generations.current().number(), unit);
    audit.note(by, "audience.thresholds-changed", unit + " " + thresholds);
  }

  /// From the gaps between active days of up to five thousand people: at risk is who stays away
  /// longer than nine in ten gaps last, dormant and lost are three and six times that. Empty when
  /// there are too few gaps to know.
  @Transactional(readOnly = true)
  public Optional<Thresholds> proposal(Unit unit) {
    var current = generations.current();
    var gaps = new ArrayList<int[]>();
    var after = new UUID(0, 0);
    while (gaps.size() < MOST_PEOPLE) {
      var part = profiles.after(current.number(), unit, after, 1_000);
      if (part.isEmpty()) {
        break;
      }
      evaluation.portraits(current, part, clock.instant()).stream()
          .map(Portrait::gaps)
          .filter(mine -> mine.length > 0)
          .forEach(gaps::add);
      after = part.getLast();
    }
    return Gaps.of(gaps)
        .map(found -> found.due(new int[0]).late())
        .map(late -> Math.clamp((long) Math.ceil(late), 3, 300))
        .map(days ->
            new Thresholds(Math.max(14, days), days, 3 * days, 6 * days, Math.max(14, days)));
  }
}
