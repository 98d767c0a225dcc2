package changke.insights;

import changke.engine.days.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who buys in one category also buys in another.
final class CrossBoard implements Report {

  private static final int MOST = 24;

  @Override
  public String name() {
    return "cross";
  }

  /// The categories of each person in the dates, a bit for each.
  private static long[] masks(Scope scope) {
    var orders = scope.all().purchases;
    var people = scope.people();
    int first = (int) scope.from().toEpochDay();
    int last = (int) scope.to().toEpochDay();
    var masks = new long[orders.people()];
    for (int p = 0; p < masks.length; p++) {
      for (int order = orders.from(p); order < orders.to(p); order++) {
        if (orders.day(order) >= first && orders.day(order) <= last && people.contains(p)) {
          for (int line = orders.lineFrom(order); line < orders.lineTo(order); line++) {
            int category = scope.all().shelf().category(orders.offer(line));
            masks[p] |= category >= 0 && category < MOST ? 1L << category : 0;
          }
        }
      }
    }
    return masks;
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    int size = Math.min(MOST, scope.all().shelf().categories().size());
    var both = new long[size][size];
    long buyers = 0;
    long several = 0;
    for (long mask : masks(scope)) {
      buyers += mask != 0 ? 1 : 0;
      several += Long.bitCount(mask) > 1 ? 1 : 0;
      for (long rest = mask; rest != 0; rest &= rest - 1) {
        int a = Long.numberOfTrailingZeros(rest);
        for (long other = mask; other != 0; other &= other - 1) {
          both[a][Long.numberOfTrailingZeros(other)]++;
        }
      }
    }
    var definition =
        Block.definition(
            voice.say("console.cross.define", voice.day(scope.from()), voice.day(scope.to())));
    if (buyers == 0) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.concentration.empty"))), "");
    }
    var csv = new Csv("bought", "also", "people", "of", "share", "lift");
    return new ReportView(
        List.of(
            definition,
            new Block.Tiles(
                List.of(
                    new Block.Tile(
                        voice.say("console.cross.several"),
                        voice.percent((double) several / buyers),
                        voice.say("console.cross.several.hint"),
                        "several:0"))),
            heat(both, buyers, scope, voice, csv)),
        csv.toString());
  }

  private static Block.Heat heat(long[][] both, long buyers, Scope scope, Voice voice, Csv csv) {
    double top = 0.02;
    for (int a = 0; a < both.length; a++) {
      for (int b = 0; b < both.length; b++) {
        top = a == b ? top : Math.max(top, share(both, a, b));
      }
    }
    var columns = new ArrayList<String>();
    var rows = new ArrayList<Block.Row>();
    for (int a = 0; a < both.length; a++) {
      var name = scope.all().shelf().category(a, voice);
      columns.add(name);
      var cells = new ArrayList<Block.Cell>();
      for (int b = 0; b < both.length; b++) {
        double lift = both[b][b] == 0 ? 0 : share(both, a, b) / ((double) both[b][b] / buyers);
        cells.add(
            a == b
                ? new Block.Cell("", "start", "", "")
                : new Block.Cell(
                    both[a][a] == 0 ? "–" : voice.percent(share(both, a, b)),
                    Draw.ramp(share(both, a, b) / top),
                    voice.say(
                        "console.cross.told",
                        voice.number(both[a][b]),
                        voice.number(both[a][a]),
                        voice.decimal(lift)),
                    both[a][b] > 0 ? "both:" + a + ":" + b : ""));
        if (a != b) {
          csv.row(
              name,
              scope.all().shelf().category(b, voice),
              both[a][b],
              both[a][a],
              share(both, a, b),
              lift);
        }
      }
      rows.add(
          new Block.Row(
              name,
              voice.number(both[a][a]),
              both[a][a] < 30,
              both[a][a] > 0 ? "both:" + a + ":" + a : "",
              cells));
    }
    return new Block.Heat(
        voice.say("console.cross.title"),
        voice.say("console.cross.bought"),
        voice.say("insights.figure.buyers"),
        columns,
        Optional.empty(),
        rows,
        false);
  }

  private static double share(long[][] both, int a, int b) {
    return both[a][a] == 0 ? 0 : (double) both[a][b] / both[a][a];
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    var masks = masks(scope);
    if (pick.is("several")) {
      return People.of(masks.length, p -> Long.bitCount(masks[p]) > 1);
    }
    int a = pick.number(1);
    int b = pick.number(2);
    long wanted =
        pick.is("both") && a >= 0 && b >= 0 && a < MOST && b < MOST ? 1L << a | 1L << b : 0;
    return People.of(masks.length, p -> wanted != 0 && (masks[p] & wanted) == wanted);
  }
}
