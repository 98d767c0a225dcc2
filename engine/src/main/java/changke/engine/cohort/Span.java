package changke.engine.cohort;

import java.io.Serializable;

/// Periods (or rolling windows) `from` to `to`, both included, counted from a row's own.
public record Span(int from, int to) implements Serializable {
  public Span {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("span from " + from + " to " + to);
    }
  }
}
