package changke.backoffice.trials;

import changke.pages.Frame;
import changke.shared.Money;
import changke.trials.Measure;
import changke.trials.ReadOut;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// Figures of a read-out as they are read.
public final class Shape {

  /// Half of the width of an interval's picture.
  private static final int HALF = 100;

  private Shape() {}

  /// A value in the measure's unit.
  public static String value(Frame frame, Measure measure, double value, Currency currency) {
    if (measure.figure().isMoney()) {
      return frame.money(new Money(Math.round(value), currency));
    }
    if (measure.figure().isShare()) {
      return frame.percent(value);
    }
    return BigDecimal.valueOf(value)
        .setScale(4, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  /// A difference, with its sign.
  public static String difference(Frame frame, Measure measure, double value, Currency currency) {
    return (value > 0 ? "+" : "") + value(frame, measure, value, currency);
  }

  /// `measure.NET_REVENUE` with what it is of.
  public static String name(Frame frame, Measure measure) {
    var name =
        frame.say(
            "trials.figure." + measure.figure().name(),
            measure.act(),
            measure.per(),
            measure.days());
    var window = measure.days() > 0 && measure.figure() != changke.trials.Figure.RETURNED;
    return window ? name + frame.say("trials.within", measure.days()) : name;
  }

  /// Where the interval begins, stands and ends on a line of 200 with zero in the middle.
  public record Line(int low, int at, int high) {}

  public static Line line(ReadOut.Compared compared) {
    double low = zero(compared.low());
    double high = zero(compared.high());
    double most = Math.max(Math.max(Math.abs(low), Math.abs(high)), Double.MIN_NORMAL);
    return new Line(place(low, most), place(zero(compared.estimate()), most), place(high, most));
  }

  private static double zero(@org.jspecify.annotations.Nullable Double value) {
    return value == null ? 0 : value;
  }

  private static int place(double value, double most) {
    return HALF + (int) Math.round(value / most * (HALF - 4));
  }
}
