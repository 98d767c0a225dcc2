package changke.insights;

import java.util.ArrayList;
import java.util.List;

/// The figures above everything else, each with what it means.
public record SummaryView(List<Figure> figures) {

  /// One figure.
  public record Figure(String label, String value, String hint) {}

  public SummaryView {
    figures = List.copyOf(figures);
  }

  static SummaryView of(Reports reports, Voice voice) {
    var history = reports.history();
    var summary = reports.summary();
    var repeat = reports.repeat();
    var currency = history.currency();
    var figures = new ArrayList<Figure>();
    figures.add(figure(voice, "buyers", voice.number(summary.buyers())));
    figures.add(figure(voice, "orders", voice.number(summary.orders())));
    figures.add(figure(voice, "net", voice.money(summary.netMinor(), currency)));
    figures.add(figure(voice, "nobody", voice.money(summary.anonymousMinor(history), currency)));
    figures.add(figure(voice, "refunded", voice.money(summary.refundedMinor(), currency)));
    figures.add(figure(voice, "basket", voice.money(Math.round(summary.basketMinor()), currency)));
    figures.add(figure(voice, "single", voice.percent(repeat.orders().singleShare())));
    var gap = repeat.orders().meanGapDays();
    figures.add(
        figure(
            voice,
            "gap",
            gap.isEmpty() ? "–" : voice.say("insights.days", voice.decimal(gap.getAsDouble()))));
    var median = repeat.waiting().median();
    figures.add(
        figure(
            voice,
            "median",
            median.isEmpty()
                ? voice.say("insights.figure.median.unknown")
                : voice.say("insights.days", voice.number(median.getAsInt()))));
    return new SummaryView(figures);
  }

  private static Figure figure(Voice voice, String word, String value) {
    return new Figure(
        voice.say("insights.figure." + word),
        value,
        voice.say("insights.figure." + word + ".hint"));
  }
}
