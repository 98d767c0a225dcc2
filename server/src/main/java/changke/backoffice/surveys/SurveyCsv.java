package changke.backoffice.surveys;

import changke.insights.Survey;
import changke.insights.SurveyTally;
import changke.pages.CsvFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One row of numbers for each part of a report.
final class SurveyCsv {

  static CsvFile begun(String name) {
    var header =
        new ArrayList<>(
            List.of(
                "part",
                "from",
                "to",
                "asked",
                "answered",
                "dismissed",
                "rate",
                "with_words",
                "nps",
                "nps_low",
                "nps_high"));
    for (int place = 0; place <= 10; place++) {
      header.add("answer_" + place);
    }
    return new CsvFile(name, header.toArray(String[]::new));
  }

  static void row(CsvFile file, String part, String from, String to, SurveyTally tally) {
    var nps = tally.nps();
    boolean scored = tally.kind() == Survey.Kind.NPS && nps.answers() > 0;
    var cells =
        new ArrayList<Object>(
            List.of(
                part,
                from,
                to,
                tally.asked(),
                tally.answered(),
                tally.dismissed(),
                tally.asked() == 0 ? "" : plain(tally.rate()),
                tally.words(),
                scored ? plain(nps.score()) : "",
                scored ? plain(nps.low()) : "",
                scored ? plain(nps.high()) : ""));
    for (int place = 0; place <= 10; place++) {
      cells.add(tally.counts().at(place));
    }
    file.row(cells.toArray());
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
