package changke.trials;

import changke.engine.trial.Arm;
import changke.engine.trial.CupedArm;
import changke.engine.trial.MeanArm;
import changke.engine.trial.ProportionArm;
import changke.engine.trial.QuantileArm;
import changke.engine.trial.RatioArm;
import changke.engine.trial.RollOut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Adds people up, one measure at a time: what they did from the moment of being shown something,
/// and, where the engine can use it, the same from the four weeks before.
final class Tally {

  /// What happened before explains away part of the spread (CUPED).
  static final Duration BEFORE = Duration.ofDays(28);

  private static final int MOST_VALUES = 2_000_000;

  private final Measure measure;
  private final int variants;
  private final TreeMap<Integer, Cell[]> bySteps = new TreeMap<>();

  /// The sums of one variant within one step.
  private static final class Cell {
    long people;
    double sum;
    double squares;
    double before;
    double beforeSquares;
    double beforeProducts;
    double below;
    double belowSquares;
    double products;
    double[] values = new double[0];
    int count;

    void value(double value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, Math.clamp(2L * count, 64, MOST_VALUES));
      }
      if (count < values.length) {
        values[count++] = value;
      }
    }
  }

  Tally(Measure measure, int variants) {
    this.measure = measure;
    this.variants = variants;
  }

  /// Adds somebody; who has not had all the days of the measure is left out.
  void add(Came came, Instant now) {
    var end =
        measure.days() == 0 ? Instant.MAX : came.first().plus(Duration.ofDays(measure.days()));
    if (measure.days() > 0 && now.isBefore(end)) {
      return;
    }
    var cells =
        bySteps.computeIfAbsent(
            came.step(),
            step -> {
              var made = new Cell[variants];
              Arrays.setAll(made, i -> new Cell());
              return made;
            });
    var cell = cells[came.variant()];
    cell.people++;
    if (measure.figure().shape() == Figure.Shape.QUANTILE) {
      came.purchases().stream()
          .filter(one -> isIn(one.paidAt(), came.first(), end))
          .forEach(one -> cell.value((double) one.netMinor()));
      return;
    }
    double value = value(came, came.first(), end);
    double below = below(came, came.first(), end);
    double before = value(came, came.first().minus(BEFORE), came.first());
    cell.sum += value;
    cell.squares += value * value;
    cell.below += below;
    cell.belowSquares += below * below;
    cell.products += value * below;
    cell.before += before;
    cell.beforeSquares += before * before;
    cell.beforeProducts += value * before;
  }

  private static boolean isIn(
      @org.jspecify.annotations.Nullable Instant at, Instant from, Instant to) {
    return at != null && !at.isBefore(from) && at.isBefore(to);
  }

  private double value(Came came, Instant from, Instant to) {
    return switch (measure.figure()) {
      case NET_REVENUE, ORDER_VALUE -> money(came, from, to, true);
      case REFUNDED -> money(came, from, to, false) - money(came, from, to, true);
      case ORDERS -> orders(came, from, to);
      case BUYERS -> orders(came, from, to) > 0 ? 1 : 0;
      case ACTS, ACTS_PER_ACT -> times(came, measure.act(), from, to);
      case ACTORS -> times(came, measure.act(), from, to) > 0 ? 1 : 0;
      case RETURNED -> returned(came, to) ? 1 : 0;
      case MEDIAN_ORDER, LARGE_ORDER -> 0;
    };
  }

  private double below(Came came, Instant from, Instant to) {
    return switch (measure.figure()) {
      case ORDER_VALUE -> orders(came, from, to);
      case REFUNDED -> money(came, from, to, false);
      case ACTS_PER_ACT -> times(came, measure.per(), from, to);
      default -> 0;
    };
  }

  private static double money(Came came, Instant from, Instant to, boolean net) {
    double sum = 0;
    for (var one : came.purchases()) {
      if (isIn(one.paidAt(), from, to)) {
        sum += net ? one.netMinor() : one.paidMinor();
      }
    }
    return sum;
  }

  private static double orders(Came came, Instant from, Instant to) {
    return came.purchases().stream().filter(one -> isIn(one.paidAt(), from, to)).count();
  }

  /// Deeds are known to the second: what happened in the second of being shown counts as after.
  private static double times(Came came, String kind, Instant from, Instant to) {
    var start = from.truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    return came.deeds().stream()
        .filter(deed -> deed.kind().equals(kind) && isIn(deed.at(), start, to))
        .mapToInt(Deed::times)
        .sum();
  }

  /// A day later at the earliest: the same visit is no return.
  private static boolean returned(Came came, Instant to) {
    var from = came.first().plus(Duration.ofDays(1));
    return came.deeds().stream()
        .anyMatch(deed -> deed.kind().equals(Deed.CAME) && isIn(deed.at(), from, to));
  }

  /// Everybody who saw a variant first, over all steps.
  Arm arm(int variant) {
    return arm(bySteps.values().stream().map(cells -> cells[variant]).toList());
  }

  /// The two arms within each step.
  List<RollOut.Stratum> strata(int control, int treatment) {
    var strata = new ArrayList<RollOut.Stratum>();
    bySteps.forEach((step, cells) ->
        strata.add(
            new RollOut.Stratum(
                step, arm(List.of(cells[control])), arm(List.of(cells[treatment])))));
    return strata;
  }

  private Arm arm(List<Cell> cells) {
    long people = cells.stream().mapToLong(cell -> cell.people).sum();
    double sum = cells.stream().mapToDouble(cell -> cell.sum).sum();
    var mean = new MeanArm(people, sum, cells.stream().mapToDouble(cell -> cell.squares).sum());
    return switch (measure.figure().shape()) {
      case SHARE -> new ProportionArm(people, Math.round(sum));
      case RATIO ->
          new RatioArm(
              mean,
              new MeanArm(
                  people,
                  cells.stream().mapToDouble(cell -> cell.below).sum(),
                  cells.stream().mapToDouble(cell -> cell.belowSquares).sum()),
              cells.stream().mapToDouble(cell -> cell.products).sum());
      case MEAN ->
          new CupedArm(
              mean,
              new MeanArm(
                  people,
                  cells.stream().mapToDouble(cell -> cell.before).sum(),
                  cells.stream().mapToDouble(cell -> cell.beforeSquares).sum()),
              cells.stream().mapToDouble(cell -> cell.beforeProducts).sum());
      case QUANTILE -> quantile(cells);
    };
  }

  /// The interval of order statistics that holds the quantile with 95 %.
  private QuantileArm quantile(List<Cell> cells) {
    var values =
        cells.stream()
            .flatMapToDouble(cell -> Arrays.stream(cell.values, 0, cell.count))
            .sorted()
            .toArray();
    double level = measure.figure().level();
    int n = values.length;
    if (n == 0) {
      return new QuantileArm(0, 0, level, 0, 0, 0);
    }
    double reach = 1.959963984540054 * Math.sqrt(level * (1 - level) * n);
    return new QuantileArm(
        n,
        n,
        level,
        values[Math.clamp((int) Math.ceil(level * n) - 1, 0, n - 1)],
        values[Math.clamp((int) Math.floor(level * n - reach), 0, n - 1)],
        values[Math.clamp((int) Math.ceil(level * n + reach), 0, n - 1)]);
  }
}
