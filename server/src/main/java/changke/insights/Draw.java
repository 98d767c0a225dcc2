package changke.insights;

import changke.engine.days.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/// Small things that several reports draw the same way.
final class Draw {

  private Draw() {}

  static DoubleFunction<String> writer(Chart chart, Scope scope, Voice voice) {
    return switch (chart.unit()) {
      case "percent" -> voice::percent;
      case "money" -> value -> voice.money(Math.round(value), scope.all().currency());
      default ->
          value -> value == Math.rint(value) ? voice.number((long) value) : voice.decimal(value);
    };
  }

  static Block.Picture picture(
      String title, Chart chart, Scope scope, Voice voice, Block.Figures behind) {
    return new Block.Picture(
        title, Svg.of(chart, title, writer(chart, scope, voice)), Optional.of(behind));
  }

  static Block.Picture picture(String title, Chart chart, Scope scope, Voice voice) {
    return new Block.Picture(
        title, Svg.of(chart, title, writer(chart, scope, voice)), Optional.empty());
  }

  static Chart.Series series(String name, List<Double> values) {
    return new Chart.Series(name, values);
  }

  /// A colour of the ramp for a share of the highest.
  static String ramp(double share) {
    return "ramp-" + Math.round(20 * Math.clamp(share, 0, 1));
  }

  static String period(LocalDate first, Period period, Voice voice) {
    return voice.period(first, period);
  }

  /// `3 d 4 h`, in the reader's words.
  static String duration(long seconds, Voice voice) {
    if (seconds < 60) {
      return voice.say("console.time.seconds", seconds);
    }
    if (seconds < 3_600) {
      return voice.say("console.time.minutes", seconds / 60);
    }
    if (seconds < 86_400) {
      return voice.say("console.time.hours", voice.decimal(seconds / 3_600.0));
    }
    return voice.say("console.time.days", voice.decimal(seconds / 86_400.0));
  }

  static List<Control.Option> options(String prefix, List<String> values, Voice voice) {
    return values.stream()
        .map(value -> new Control.Option(value, voice.say(prefix + value)))
        .toList();
  }
}
