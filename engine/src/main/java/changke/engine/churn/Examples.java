package changke.engine.churn;

import java.util.Arrays;
import java.util.List;

/// People on the eve of cuts, with what became of them: rows for the methods to learn from.
final class Examples {

  private final double[][] rows;
  private final boolean[] gone;

  Examples(double[][] rows, boolean[] gone) {
    this.rows = rows;
    this.gone = gone;
  }

  /// Collects everybody the target asks about at the cuts.
  ///
  /// @param lastDay the last day that is over; whose window ends later is left out
  static Examples of(Acts acts, Target target, List<Integer> cuts, int lastDay) {
    var rows = new double[256][];
    var gone = new boolean[256];
    int n = 0;
    for (int cut : cuts) {
      var sight = new Sight(acts, cut, target);
      for (int person = 0; person < acts.people(); person++) {
        var until = sight.until(person);
        if (until != Target.NOT_ASKED && until <= lastDay) {
          if (n == rows.length) {
            rows = Arrays.copyOf(rows, n * 2);
            gone = Arrays.copyOf(gone, n * 2);
          }
          rows[n] = sight.row(person);
          gone[n++] = !acts.bought(person, target.from(cut), until);
        }
      }
    }
    return new Examples(Arrays.copyOf(rows, n), Arrays.copyOf(gone, n));
  }

  Examples and(Examples more) {
    var both = Arrays.copyOf(rows, size() + more.size());
    System.arraycopy(more.rows, 0, both, size(), more.size());
    var fates = Arrays.copyOf(gone, both.length);
    System.arraycopy(more.gone, 0, fates, size(), more.size());
    return new Examples(both, fates);
  }

  int size() {
    return rows.length;
  }

  double[] row(int i) {
    return rows[i];
  }

  boolean gone(int i) {
    return gone[i];
  }

  boolean[] gone() {
    return gone.clone();
  }

  int positives() {
    int n = 0;
    for (var one : gone) {
      n += one ? 1 : 0;
    }
    return n;
  }
}
