package changke.rewards;

import changke.shared.PersonId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Contribution: a score for inviting, sharing, helping and making, separate from points; it fades,
/// and it grows with the number of people who were helped.
@Component
public class Contributions {

  private final ContributionRows rows;
  private final RewardSettings settings;
  private final Clock clock;

  Contributions(ContributionRows rows, RewardSettings settings, Clock clock) {
    this.rows = rows;
    this.settings = settings;
    this.clock = clock;
  }

  /// Somebody did something that helps; a fact that is known changes nothing, and nobody helps
  /// themselves.
  @Transactional
  public void tell(Contribution act) {
    if (!act.person().equals(act.helped())) {
      rows.insert(act);
    }
  }

  public ContributionScore score(PersonId person) {
    var now = clock.instant();
    return new ContributionScore(
        ContributionRules.parts(
            rows.of(person, now.minus(ContributionRules.HORIZON)), now, settings.zone()));
  }
}
