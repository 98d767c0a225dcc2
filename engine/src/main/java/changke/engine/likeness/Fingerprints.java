package changke.engine.likeness;

import java.util.Arrays;

/// The few runs of a text that stand for it: of every window of neighbouring runs the one with the
/// smallest hash (winnowing: Schleimer, Wilkerson, Aiken, SIGMOD 2003). Two texts that share a
/// passage of at least `RUN + WINDOW − 1` tokens share a fingerprint.
final class Fingerprints {

  static final int RUN = 5;
  static final int WINDOW = 4;

  private Fingerprints() {}

  /// Distinct, ascending. A text shorter than a window is stood for by its smallest run.
  static long[] of(Text text) {
    var runs = text.runs(RUN);
    var chosen = new long[runs.length];
    int size = 0;
    int last = -1;
    for (int end = Math.min(WINDOW, runs.length); end <= runs.length && end > 0; end++) {
      int least = Math.max(0, end - WINDOW);
      for (int i = least + 1; i < end; i++) if (runs[i] <= runs[least]) least = i;
      if (least != last) chosen[size++] = runs[least];
      last = least;
    }
    return Arrays.stream(chosen, 0, size).sorted().distinct().toArray();
  }
}
