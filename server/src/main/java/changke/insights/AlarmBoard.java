package changke.insights;

import changke.engine.days.People;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What left its usual course, and since when, and which part explains most of it.
final class AlarmBoard implements Report {

  private static final int SILENT_DAYS = 30;

  @Override
  public String name() {
    return "alarms";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    return List.of(
        Control.number("silent", voice.say("console.alarms.silent.days"), silentDays(scope)));
  }

  private static int silentDays(Scope scope) {
    return scope.asked().number("silent", SILENT_DAYS, 2, 365);
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var watched = Watched.of(scope, voice);
    var blocks = new ArrayList<Block>();
    blocks.add(
        Block.definition(
            voice.say("console.alarms.define", Watched.MEASURES.size(), Watched.DAYS)));
    var csv = new Csv("measure", "since", "until", "expected", "actual", "explained_by");
    int found = 0;
    for (var one : watched) {
      for (var told : one.alarms()) {
        blocks.add(new Block.Note("warning", sentence(one, told, scope, voice)));
        csv.row(
            one.measure(),
            date(one, told.alarm().since()),
            date(one, told.alarm().period()),
            told.alarm().expected(),
            told.alarm().actual(),
            told.part());
        found++;
      }
    }
    if (found == 0) {
      blocks.add(Block.empty(voice.say("console.alarms.calm")));
    }
    blocks.add(rules(scope, voice, watched));
    for (var one : watched) {
      blocks.add(picture(one, scope, voice));
    }
    return new ReportView(blocks, csv.toString());
  }

  private static LocalDate date(Watched one, int period) {
    return LocalDate.ofEpochDay(one.first() + (long) period);
  }

  static String sentence(Watched one, Watched.Told told, Scope scope, Voice voice) {
    var alarm = told.alarm();
    var said =
        voice.say(
            alarm.direction() < 0 ? "console.alarms.below" : "console.alarms.above",
            voice.say("console.alarms.measure." + one.measure()),
            voice.day(date(one, alarm.since())),
            voice.day(date(one, alarm.period())),
            value(one, alarm.actual(), scope, voice),
            value(one, alarm.expected(), scope, voice));
    return told.part().isEmpty()
        ? said
        : said + " " + voice.say("console.alarms.part", told.part());
  }

  private static String value(Watched one, double value, Scope scope, Voice voice) {
    return one.measure().equals("net")
        ? voice.money(Math.round(value), scope.all().currency())
        : voice.number(Math.round(value));
  }

  /// The rules that everybody understands, with their figures whether they ring or not.
  private static Block.Figures rules(Scope scope, Voice voice, List<Watched> watched) {
    var active = watched.getFirst();
    double usual = 0;
    for (int back = 2; back < 6; back++) {
      usual += active.week(back) / 4;
    }
    boolean halved = Care.halved(active.week(0), active.week(1), usual);
    var frequency = Care.frequency(scope);
    boolean rarer = Care.rarer(frequency);
    int slowing = Care.slowing(scope).count();
    int silent = Care.silent(scope, silentDays(scope)).count();
    return new Block.Figures(
        voice.say("console.alarms.rules"),
        List.of(
            voice.say("console.alarms.rule"),
            voice.say("console.alarms.figure"),
            voice.say("console.alarms.state")),
        List.of(
            rule(
                voice.say("console.alarms.halved"),
                Block.plain(
                    voice.number(Math.round(active.week(1)))
                        + " → "
                        + voice.number(Math.round(active.week(0)))
                        + " / "
                        + voice.number(Math.round(usual))),
                halved,
                voice),
            rule(
                voice.say("console.alarms.rarer"),
                Block.plain(voice.decimal(frequency[1]) + " → " + voice.decimal(frequency[0])),
                rarer,
                voice),
            rule(
                voice.say("console.alarms.slowing"),
                Block.linked(voice.number(slowing), slowing > 0 ? "slowing:0" : ""),
                slowing > 0,
                voice),
            rule(
                voice.say("console.alarms.silent", silentDays(scope)),
                Block.linked(voice.number(silent), silent > 0 ? "silent:0" : ""),
                silent > 0,
                voice)));
  }

  private static List<Block.Cell> rule(String name, Block.Cell figure, boolean rings, Voice voice) {
    return List.of(
        Block.plain(name),
        figure,
        new Block.Cell(
            voice.say(rings ? "console.alarms.look" : "console.alarms.fine"),
            rings ? "harm" : "good",
            "",
            ""));
  }

  private static Block.Picture picture(Watched one, Scope scope, Voice voice) {
    var names = new ArrayList<String>();
    var values = new ArrayList<Double>();
    for (int i = 0; i < one.series().length; i++) {
      names.add(date(one, i).toString().substring(5));
      values.add(one.series()[i]);
    }
    var title = voice.say("console.alarms.measure." + one.measure());
    var chart =
        new Chart(
            "line",
            one.measure().equals("net") ? "money" : "count",
            "",
            names,
            List.of(Draw.series(title, values)));
    var overlay = Overlay.marks(scope, names.size(), day -> (int) day.toEpochDay() - one.first());
    var target = one.target(scope);
    if (target.isPresent()) {
      double value = target.getAsDouble();
      overlay =
          overlay.with(value, voice.say("console.goals.line", value(one, value, scope, voice)));
    }
    return new Block.Picture(
        title, Svg.of(chart, title, Draw.writer(chart, scope, voice), overlay), Optional.empty());
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    return switch (pick.parts().getFirst()) {
      case "slowing" -> Care.slowing(scope);
      case "silent" -> Care.silent(scope, silentDays(scope));
      default -> People.none(scope.all().size());
    };
  }
}
