package changke.insights;

import changke.engine.cohort.Retention;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.Return;
import changke.engine.days.People;
import changke.engine.days.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The last seven closed days in a minute: what changed, what rings, whom to look at.
final class DigestBoard implements Report {

  @Override
  public String name() {
    return "digest";
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var watched = Watched.of(scope, voice);
    var last = LocalDate.ofEpochDay(watched.getFirst().first() + (long) Watched.DAYS - 1);
    var blocks = new ArrayList<Block>();
    blocks.add(
        Block.definition(
            voice.say("console.digest.define", voice.day(last.minusDays(6)), voice.day(last))));
    for (var one : watched) {
      for (var told : one.alarms()) {
        blocks.add(new Block.Note("warning", AlarmBoard.sentence(one, told, scope, voice)));
      }
    }
    for (var mark : scope.goals().marks()) {
      if (!mark.day().isBefore(last.minusDays(13)) && !mark.day().isAfter(last)) {
        blocks.add(
            new Block.Note(
                "definition",
                voice.say("console.digest.changed", voice.day(mark.day()), mark.words())));
      }
    }
    var tiles = new ArrayList<Block.Tile>();
    var csv = new Csv("measure", "last_7_days", "7_days_before", "mean_of_4_weeks");
    for (var one : watched) {
      tiles.add(tile(one, scope, voice));
      csv.row(one.measure(), one.week(0), one.week(1), usual(one));
    }
    tiles.add(retained(scope, voice, last));
    blocks.add(new Block.Tiles(tiles));
    blocks.add(todo(scope, voice));
    return new ReportView(blocks, csv.toString());
  }

  private static double usual(Watched one) {
    return (one.week(1) + one.week(2) + one.week(3) + one.week(4)) / 4;
  }

  private static Block.Tile tile(Watched one, Scope scope, Voice voice) {
    double now = one.week(0);
    boolean money = one.measure().equals("net");
    return new Block.Tile(
        voice.say("console.alarms.measure." + one.measure()),
        money
            ? voice.money(Math.round(now), scope.all().currency())
            : voice.number(Math.round(now)),
        voice.say(
                "console.digest.beside",
                change(now, one.week(1), voice),
                change(now, usual(one), voice))
            + target(one, scope, voice),
        "");
  }

  /// How much of seven days' target was reached; nothing where none is set.
  private static String target(Watched one, Scope scope, Voice voice) {
    var target = one.target(scope);
    return target.isEmpty()
        ? ""
        : " "
            + voice.say(
                "console.digest.target", voice.percent(one.week(0) / (7 * target.getAsDouble())));
  }

  private static String change(double now, double before, Voice voice) {
    if (before <= 0) {
      return "–";
    }
    double share = now / before - 1;
    return (share >= 0 ? "+" : "") + voice.percent(share);
  }

  /// Of those who first came in the week before the last: who came again in the last.
  private static Block.Tile retained(Scope scope, Voice voice, LocalDate last) {
    var query =
        RetentionQuery.of(
            Behaviour.ACTIVE,
            new Return.On(1),
            Period.ISO_WEEK,
            last.minusWeeks(5),
            last,
            scope.asOf());
    var mean = Retention.tally(scope.all().sets, query, scope.people()).table().mean().getLast();
    return new Block.Tile(
        voice.say("console.digest.retained"),
        mean.eligible() == 0 ? "–" : voice.percent(mean.share()),
        voice.say(
            "console.digest.retained.hint",
            voice.number(mean.returned()),
            voice.number(mean.eligible())));
  }

  private static Block.Figures todo(Scope scope, Voice voice) {
    var rows = new ArrayList<List<Block.Cell>>();
    row(rows, "slowing", Care.slowing(scope), voice);
    row(rows, "silent", Care.silent(scope, 30), voice);
    row(rows, "secondnow", secondNow(scope), voice);
    return new Block.Figures(
        voice.say("console.digest.todo"),
        List.of(
            voice.say("console.digest.whom"),
            voice.say("insights.people"),
            voice.say("console.digest.how")),
        rows);
  }

  private static void row(List<List<Block.Cell>> rows, String what, People people, Voice voice) {
    int count = people.count();
    rows.add(
        List.of(
            Block.plain(voice.say("console.digest.whom." + what)),
            Block.linked(voice.number(count), count > 0 ? what + ":0" : ""),
            new Block.Cell(voice.say("console.digest.how." + what), "advice", "", "")));
  }

  /// Bought for the first time three to ten days ago and not again yet.
  private static People secondNow(Scope scope) {
    var orders = scope.all().purchases;
    int last = (int) scope.to().toEpochDay();
    var people = scope.people();
    return People.of(
        scope.all().size(),
        p ->
            orders.count(p) == 1
                && people.contains(p)
                && orders.day(orders.from(p)) <= last - 3
                && orders.day(orders.from(p)) >= last - 10);
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    return switch (pick.parts().getFirst()) {
      case "slowing" -> Care.slowing(scope);
      case "silent" -> Care.silent(scope, 30);
      case "secondnow" -> secondNow(scope);
      default -> People.none(scope.all().size());
    };
  }
}
