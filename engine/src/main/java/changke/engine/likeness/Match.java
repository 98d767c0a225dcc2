package changke.engine.likeness;

import java.util.List;

/// How much two texts share of what is their own, background left out.
///
/// @param ofA share of the first text's own tokens that stand in shared passages, 0 to 1
/// @param ofB the same for the second text
/// @param ownTokens of the shorter text: with few of them a high share says little
/// @param passages in the order of the first text, not overlapping in either
public record Match(double ofA, double ofB, int ownTokens, List<Passage> passages) {

  /// The share of the text that lies more within the other: a copy with an addition is still a
  /// copy.
  public double share() {
    return Math.max(ofA, ofB);
  }
}
