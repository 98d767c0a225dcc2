package changke.insights;

import java.util.List;

/// One language of a report in one file.
record ReportPage(
    Voice voice,
    String name,
    String frame,
    SummaryView summary,
    List<RetentionView> retention,
    RfmView rfm,
    RepeatView repeat,
    RevenueView revenue,
    String currency,
    String read,
    String mapping,
    TableView refused) {

  private static final int LISTED = 100;

  static ReportPage of(String name, ReadHistory read, HistoryMapping mapping, Voice voice) {
    var reports = new Reports(ShopHistory.of(read));
    var history = reports.history();
    var retention =
        List.of(RetentionChoice.Unit.values()).stream()
            .map(RetentionChoice::of)
            .map(choice -> reports.retentionView(choice, voice))
            .toList();
    var refusals = read.refusals();
    return new ReportPage(
        voice,
        name,
        reports.frame(voice),
        reports.summaryView(voice),
        retention,
        reports.rfmView(voice),
        reports.repeatView(voice),
        reports.revenueView(voice),
        reports.currencyWord(voice),
        voice.say(
            "insights.report.read",
            voice.number(read.lines().size + (long) refusals.total()),
            voice.number(refusals.total())),
        voice.say(
            "insights.report.mapping",
            mapping.toString(),
            reports.currencyWord(voice),
            history.zone().getId()),
        refused(refusals, voice));
  }

  private static TableView refused(Refusals refusals, Voice voice) {
    var table =
        new TableView.Builder(
            voice.say("insights.report.refused.line"),
            voice.say("insights.report.refused.why"),
            voice.say("insights.report.refused.text"));
    for (var line : refusals.listed().stream().limit(LISTED).toList()) {
      table.row(
          String.valueOf(line.line()),
          voice.say("insights.refused." + line.reason().key()),
          line.text());
    }
    return table.done();
  }

  public String lang() {
    return voice.language().getLanguage().equals("zh") ? "zh-CN" : "en";
  }

  public String otherLanguage() {
    return lang().equals("en") ? "中文" : "English";
  }

  public String address(String csv) {
    return Csv.address(csv);
  }
}
