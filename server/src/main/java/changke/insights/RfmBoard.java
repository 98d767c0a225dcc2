package changke.insights;

import changke.engine.days.People;
import changke.engine.value.RfmScale;
import changke.engine.value.RfmScore;
import changke.engine.value.RfmSegment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Recency, frequency and money of everybody with a paid order, as of the end of the last day.
final class RfmBoard implements Report {

  @Override
  public String name() {
    return "rfm";
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var buyers = Customers.of(scope);
    var definition =
        Block.definition(
            voice.say("console.customers.asof", voice.day(scope.to()))
                + " "
                + voice.say("insights.rfm.define"));
    if (buyers.size == 0) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.customers.empty"))), "");
    }
    var recency = buyers.recency();
    var scale = RfmScale.of(recency, buyers.net);
    var cells = new long[5][5];
    var groups = new EnumMap<RfmSegment, long[]>(RfmSegment.class);
    for (var segment : RfmSegment.values()) {
      groups.put(segment, new long[4]);
    }
    for (int at = 0; at < buyers.size; at++) {
      var score = scale.score(recency[at], buyers.orders[at], buyers.net[at]);
      cells[score.recency() - 1][score.frequency() - 1]++;
      var group = sums(groups, score.segment());
      group[0]++;
      group[1] += buyers.net[at];
      group[2] += buyers.orders[at];
      group[3] += recency[at];
    }
    return new ReportView(
        List.of(
            definition,
            grid(cells, voice),
            groups(groups, buyers.size, scope, voice),
            scale(scale, scope, voice)),
        csv(groups, scope));
  }

  private static long[] sums(Map<RfmSegment, long[]> groups, RfmSegment segment) {
    return groups.getOrDefault(segment, new long[4]);
  }

  /// Rows are recency from 5 down to 1, columns frequency from 1 to 5.
  private static Block.Heat grid(long[][] cells, Voice voice) {
    long most = 1;
    for (var row : cells) {
      for (long cell : row) {
        most = Math.max(most, cell);
      }
    }
    var rows = new ArrayList<Block.Row>();
    for (int r = 5; r >= 1; r--) {
      var drawn = new ArrayList<Block.Cell>();
      long sum = 0;
      for (int f = 1; f <= 5; f++) {
        long people = cells[r - 1][f - 1];
        sum += people;
        drawn.add(
            new Block.Cell(
                voice.number(people),
                Draw.ramp(Math.sqrt((double) people / most)),
                "",
                people > 0 ? "cell:" + r + ":" + f : ""));
      }
      rows.add(
          new Block.Row(
              "R" + r, voice.number(sum), false, sum > 0 ? "cell:" + r + ":0" : "", drawn));
    }
    return new Block.Heat(
        voice.say("insights.rfm.grid"),
        voice.say("insights.rfm.recency.row"),
        voice.say("insights.people"),
        List.of("F1", "F2", "F3", "F4", "F5"),
        Optional.empty(),
        rows,
        false);
  }

  private static Block.Figures groups(
      Map<RfmSegment, long[]> groups, long buyers, Scope scope, Voice voice) {
    var rows = new ArrayList<List<Block.Cell>>();
    for (var segment : RfmSegment.values()) {
      var group = sums(groups, segment);
      double people = Math.max(1, group[0]);
      rows.add(
          List.of(
              Block.plain(word(segment, voice)),
              Block.linked(voice.number(group[0]), group[0] > 0 ? "segment:" + segment.name() : ""),
              Block.plain(voice.percent((double) group[0] / buyers)),
              Block.plain(voice.money(group[1], scope.all().currency())),
              Block.plain(voice.decimal(group[2] / people)),
              Block.plain(voice.decimal(group[3] / people))));
    }
    return new Block.Figures(
        voice.say("console.rfm.groups"),
        List.of(
            voice.say("insights.rfm.segment"),
            voice.say("insights.people"),
            voice.say("insights.share"),
            voice.say("insights.rfm.net"),
            voice.say("insights.rfm.orders"),
            voice.say("insights.rfm.recency")),
        rows);
  }

  static String word(RfmSegment segment, Voice voice) {
    return voice.say(
        "insights.segment." + segment.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static Block.Figures scale(RfmScale scale, Scope scope, Voice voice) {
    var recency = scale.recency();
    var orders = scale.frequency();
    var money = scale.money();
    var days =
        new long[] {recency.two(), recency.two(), recency.three(), recency.four(), recency.five()};
    var counts =
        new long[] {orders.two(), orders.two(), orders.three(), orders.four(), orders.five()};
    var sums = new long[] {money.two(), money.two(), money.three(), money.four(), money.five()};
    var rows = new ArrayList<List<Block.Cell>>();
    for (int score = 5; score >= 1; score--) {
      boolean last = score == 1;
      rows.add(
          List.of(
              Block.plain(String.valueOf(score)),
              Block.plain((last ? "> " : "≤ ") + voice.number(days[score - 1])),
              Block.plain((last ? "< " : "≥ ") + voice.number(counts[score - 1])),
              Block.plain(
                  (last ? "< " : "≥ ") + voice.money(sums[score - 1], scope.all().currency()))));
    }
    return new Block.Figures(
        voice.say("insights.rfm.scale"),
        List.of(
            voice.say("insights.rfm.score"),
            voice.say("insights.rfm.scale.recency"),
            voice.say("insights.rfm.scale.frequency"),
            voice.say("insights.rfm.scale.money")),
        rows);
  }

  private static String csv(Map<RfmSegment, long[]> groups, Scope scope) {
    var csv = new Csv("segment", "people", "net", "orders", "mean_recency_days");
    for (var segment : RfmSegment.values()) {
      var group = sums(groups, segment);
      csv.row(
          segment.name(),
          group[0],
          Decimals.major(group[1], scope.all().currency()),
          group[2],
          (double) group[3] / Math.max(1, group[0]));
    }
    return csv.toString();
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    return switch (pick.parts().getFirst()) {
      case "cell" ->
          find(
              scope,
              score ->
                  score.recency() == pick.number(1)
                      && (pick.number(2) == 0 || score.frequency() == pick.number(2)));
      case "segment" -> find(scope, score -> score.segment().name().equals(pick.text(1)));
      default -> People.none(scope.all().size());
    };
  }

  private static People find(Scope scope, Predicate<RfmScore> wanted) {
    var buyers = Customers.of(scope);
    var recency = buyers.recency();
    var scale = RfmScale.of(recency, buyers.net);
    var words = new long[(scope.all().size() + 63) >>> 6];
    for (int at = 0; at < buyers.size; at++) {
      if (wanted.test(scale.score(recency[at], buyers.orders[at], buyers.net[at]))) {
        words[buyers.person[at] >>> 6] |= 1L << buyers.person[at];
      }
    }
    return People.ofWords(words, scope.all().size());
  }
}
