package changke.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// One benchmark, found by its class name: `./bench retention` runs `RetentionBench`.
public interface Comparison {

  /// Runs both sides, checks that their answers are equal and returns the headline figures.
  ///
  /// @throws Mismatch when the two sides disagree: a wrong answer has no speed
  Result run(Options options) throws Exception;

  /// The closing line. `ratio` is how good we are: times faster than the peer, or the share of the
  /// limit that we reach.
  ///
  /// @param also further figures by name, written behind the others in their order
  record Result(
      String bench,
      double ours,
      String unit,
      String peer,
      double theirs,
      double ratio,
      SequencedMap<String, Double> also) {

    Result(String bench, double ours, String unit, String peer, double theirs, double ratio) {
      this(bench, ours, unit, peer, theirs, ratio, new LinkedHashMap<>());
    }

    Result also(String name, double value) {
      also.put(name, value);
      return this;
    }

    String toJson() {
      return String.format(
          Locale.ROOT,
          "{\"bench\":\"%s\",\"ours\":%s,\"unit\":\"%s\",\"peer\":\"%s\",\"theirs\":%s,\"ratio\":%s%s}",
          bench,
          number(ours),
          unit,
          peer,
          number(theirs),
          number(ratio),
          also.entrySet().stream()
              .map(figure -> ",\"" + figure.getKey() + "\":" + number(figure.getValue()))
              .collect(Collectors.joining()));
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, "%.4g", value).contains("e")
          ? Double.toString(value)
          : String.format(Locale.ROOT, "%.4f", value);
    }
  }

  /// The two sides gave different answers.
  final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Mismatch(String message) {
      super(message);
    }
  }
}
