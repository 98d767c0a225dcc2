package changke.backoffice.surveys;

import changke.insights.Survey;
import changke.insights.SurveyAsk;
import changke.insights.SurveyComment;
import changke.insights.SurveyReport;
import changke.insights.SurveyReports;
import changke.insights.SurveyTally;
import changke.pages.Frame;
import changke.pages.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// What came of a survey.
///
/// @param versions numbers, the present one first
/// @param comments empty for readers without the right
/// @param names of people in the comments
record ReportPage(
    SurveyReport report,
    SurveyReports.Wanted wanted,
    List<Integer> versions,
    ZoneId zone,
    String state,
    String picture,
    String needle,
    int page,
    List<SurveyComment> comments,
    Map<UUID, String> names)
    implements Page {

  ReportPage {
    versions = List.copyOf(versions);
    comments = List.copyOf(comments);
    names = Map.copyOf(names);
  }

  Survey survey() {
    return report.survey();
  }

  String home() {
    return SurveysController.HOME + "/" + survey().id();
  }

  private String query() {
    return "?from="
        + wanted.from()
        + "&to="
        + wanted.to()
        + "&unit="
        + wanted.unit()
        + "&version="
        + wanted.version();
  }

  String people(String pick) {
    return home() + "/people" + query() + "&pick=" + pick;
  }

  /// The people of one period.
  String people(LocalDate from, LocalDate to, String pick) {
    return home()
        + "/people?from="
        + from
        + "&to="
        + to
        + "&version="
        + wanted.version()
        + "&pick="
        + pick;
  }

  String csv() {
    return home() + "/report.csv" + query();
  }

  String answersCsv() {
    return home() + "/answers.csv" + query();
  }

  String comments(int number) {
    return home()
        + query()
        + "&q="
        + URLEncoder.encode(needle, StandardCharsets.UTF_8)
        + "&page="
        + number;
  }

  boolean hasMore() {
    return comments.size() > SurveyReports.PAGE;
  }

  List<SurveyComment> shown() {
    return comments.stream().limit(SurveyReports.PAGE).toList();
  }

  List<SurveyAsk.Way> ways() {
    return report.ways().keySet().stream().sorted().toList();
  }

  /// `+42` with its interval, or a share of satisfied people.
  static String headline(SurveyTally tally, Frame frame) {
    if (tally.scored() == 0) {
      return "–";
    }
    return switch (tally.kind()) {
      case NPS -> signed(tally.nps().score());
      case SATISFACTION -> frame.percent(tally.share(tally.satisfied()));
      case CHOICE, TEXT -> frame.number(tally.answered());
    };
  }

  static String interval(SurveyTally tally, Frame frame) {
    if (tally.scored() == 0) {
      return "";
    }
    var satisfied = tally.interval(tally.satisfied());
    return switch (tally.kind()) {
      case NPS -> signed(tally.nps().low()) + " … " + signed(tally.nps().high());
      case SATISFACTION -> frame.percent(satisfied.low()) + " … " + frame.percent(satisfied.high());
      case CHOICE, TEXT -> "";
    };
  }

  private static String signed(double score) {
    return String.format(Locale.ROOT, "%+.1f", score).replace("-0.0", "0.0").replace("+0.0", "0.0");
  }

  /// What an answer says beside its words.
  String said(SurveyComment comment, Frame frame) {
    var score = comment.score();
    var choice = comment.choice();
    if (score != null) {
      return score + " / " + survey().kind().most();
    }
    return choice != null
            && comment.version() == survey().version()
            && choice < survey().choices().size()
        ? frame.read(survey().choices().get(choice))
        : "";
  }
}
