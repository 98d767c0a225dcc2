package changke.engine.likeness;

import java.util.HashMap;
import java.util.Map;

/// The phrases that many texts of one category share ("ships automatically within a minute"):
/// nobody copied them from anybody, so they count for nothing. Keep one per category; backgrounds
/// of disjoint texts add up.
public final class Background {

  /// A phrase of fewer texts than this is never common.
  private static final int LEAST_TEXTS = 5;

  private final double share;
  private final Map<Long, Integer> texts = new HashMap<>();
  private int size;

  /// An empty background.
  ///
  /// @param share of the category's texts from which on a phrase is common, for example .02
  public Background(double share) {
    if (!(share > 0 && share <= 1)) throw new IllegalArgumentException("share: " + share);
    this.share = share;
  }

  /// One more text of the category: from different authors, or one author's habit becomes
  /// everybody's.
  public void add(Text text) {
    size++;
    for (long run : java.util.Arrays.stream(text.runs(Fingerprints.RUN)).distinct().toArray()) {
      texts.merge(run, 1, Integer::sum);
    }
  }

  public void add(Background other) {
    size += other.size;
    other.texts.forEach((run, count) -> texts.merge(run, count, Integer::sum));
  }

  /// Which tokens stand in a common phrase.
  boolean[] common(Text text) {
    var common = new boolean[text.size()];
    double least = Math.max(LEAST_TEXTS, share * size);
    var runs = text.runs(Fingerprints.RUN);
    for (int i = 0; i < runs.length; i++) {
      if (texts.getOrDefault(runs[i], 0) < least) continue;
      for (int k = 0; k < Fingerprints.RUN; k++) common[i + k] = true;
    }
    return common;
  }
}
