package changke.insights;

import java.util.List;

/// A report with the frame around it: what may be chosen, whom it is about, as of when.
///
/// @param frame the fields that all reports share
/// @param about one sentence: zone, dates, people, how fresh
public record Drawn(
    String report,
    Asked asked,
    List<Control> frame,
    List<Control> controls,
    String about,
    ReportView view) {

  public Drawn {
    frame = List.copyOf(frame);
    controls = List.copyOf(controls);
  }

  static Scope scope(String report, Behaviour all, Asked asked, Narrowing narrowing) {
    return scope(report, all, asked, narrowing, Goals.NONE);
  }

  private static Scope scope(
      String report, Behaviour all, Asked asked, Narrowing narrowing, Goals goals) {
    var units = report.equals("retention") ? Scope.LONGER : Scope.UNITS;
    return new Scope(all, asked, units, narrowing, goals);
  }

  /// Draws a report of a house in which nothing is wanted and nothing was changed.
  ///
  /// @throws IllegalArgumentException for a report that is not known
  public static Drawn of(String report, Behaviour all, Asked asked, Voice voice) {
    return of(report, all, asked, Narrowing.NONE, Goals.NONE, voice);
  }

  /// Draws a report.
  static Drawn of(
      String report, Behaviour all, Asked asked, Narrowing narrowing, Goals goals, Voice voice) {
    var board = Boards.find(report);
    var scope = scope(report, all, asked, narrowing, goals);
    return new Drawn(
        report,
        asked,
        frame(scope, voice),
        board.controls(scope, voice),
        about(scope, voice),
        board.draw(scope, voice));
  }

  private static List<Control> frame(Scope scope, Voice voice) {
    return List.of(
        Control.field("date", "from", voice.say("console.frame.from"), scope.from().toString()),
        Control.field("date", "to", voice.say("console.frame.to"), scope.to().toString()),
        Control.select(
            "unit",
            voice.say("console.frame.unit"),
            Draw.options("console.unit.", Scope.UNITS, voice),
            scope.unit()),
        Control.select("who", voice.say("console.frame.who"), scope.whos(voice), scope.who()));
  }

  private static String about(Scope scope, Voice voice) {
    return voice.say(
        "console.about",
        scope.all().zone().getId(),
        voice.day(scope.from()),
        voice.day(scope.to()),
        scope.whoLabel(voice),
        voice.number(scope.people().count()),
        voice.number(scope.all().events()));
  }
}
