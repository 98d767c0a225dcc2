package changke.rewards;

import changke.rewards.Contribution.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// The contribution score, as it is published:
///
/// `score = Σ weight(kind) · 2^(−age in days / 90)`, over acts of the last two years. Of the acts
/// of one kind for one person only the newest counts, so that it takes distinct people to grow; of
/// acts for nobody in particular only one of each kind a day.
final class ContributionRules {

  static final double HALF_LIFE_DAYS = 90;
  static final Duration HORIZON = Duration.ofDays(730);

  private static final double SECONDS_A_DAY = 86_400;

  private ContributionRules() {}

  static Map<Kind, ContributionScore.Part> parts(
      List<Contribution> acts, Instant now, ZoneId zone) {
    var parts = new EnumMap<Kind, ContributionScore.Part>(Kind.class);
    var counted = new HashSet<String>();
    acts.stream()
        .filter(act -> !act.at().isAfter(now) && act.at().isAfter(now.minus(HORIZON)))
        .sorted(Comparator.comparing(Contribution::at).reversed())
        .filter(act -> counted.add(act.kind() + " " + apart(act, zone)))
        .forEach(act ->
            parts.merge(
                act.kind(),
                new ContributionScore.Part(1, act.helped() == null ? 0 : 1, worth(act, now)),
                ContributionScore.Part::plus));
    return parts;
  }

  private static String apart(Contribution act, ZoneId zone) {
    return act.helped() == null
        ? "day " + act.at().atZone(zone).toLocalDate()
        : act.helped().toString();
  }

  private static double worth(Contribution act, Instant now) {
    double days = Duration.between(act.at(), now).toSeconds() / SECONDS_A_DAY;
    return act.kind().weight() * Math.pow(2, -days / HALF_LIFE_DAYS);
  }
}
