package changke.rewards;

import changke.rewards.Contribution.Kind;
import java.util.Map;

/// A person's contribution, with what it is made of.
public record ContributionScore(Map<Kind, Part> parts) {

  /// Acts of one kind that count, how many different people they were for, and what they are worth
  /// today.
  public record Part(int acts, int people, double worth) {

    Part plus(Part other) {
      return new Part(acts + other.acts, people + other.people, worth + other.worth);
    }
  }

  public ContributionScore {
    parts = Map.copyOf(parts);
  }

  /// The score, with one decimal.
  public double total() {
    return Math.round(parts.values().stream().mapToDouble(Part::worth).sum() * 10) / 10.0;
  }
}
