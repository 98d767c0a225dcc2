package changke.cluster;

import changke.engine.cohort.Act;
import changke.engine.cohort.Cohort;
import changke.engine.cohort.Retention;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.RetentionTally;
import changke.engine.cohort.Return;
import changke.engine.cohort.Span;
import changke.engine.cohort.Window;
import changke.engine.days.History;
import changke.engine.days.People;
import changke.engine.days.Period;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;

/// `retention --start open --on 30 --from 2026-01-01 --to 2026-04-30`.
record RetentionQuestion(String name, String start, String returning, RetentionQuery query)
    implements Question<RetentionTally> {

  static RetentionQuestion parse(Arguments given, Setting setting) {
    var start = given.text("start");
    var back = given.text("return", start);
    var query =
        new RetentionQuery(
            given.read("cohort", "first-ever", text -> Cohort.valueOf(Arguments.constant(text))),
            new Act(setting.place(start), least(given, "start-at-least")),
            new Act(setting.place(back), least(given, "return-at-least")),
            columns(given),
            given.read("period", "day", text -> Period.valueOf(Arguments.constant(text))),
            given.find("rolling") == null
                ? new Window.Calendar()
                : given.read("rolling", text -> new Window.Rolling(Duration.parse(text))),
            given.read("min-count", "1", Integer::valueOf),
            given.read("from", LocalDate::parse),
            given.read("to", LocalDate::parse),
            setting.asOf());
    return new RetentionQuestion(given.text("name", "retention"), start, back, query);
  }

  @Override
  public boolean readsEveryKind() {
    return false;
  }

  @Override
  public RetentionTally tally(History history) {
    return Retention.tally(history, query, People.all(history.people()));
  }

  @Override
  public RetentionTally merge(RetentionTally one, RetentionTally other) {
    return one.merge(other);
  }

  @Override
  public Report report(RetentionTally whole) {
    var table = whole.table();
    return new Report(RetentionJson.of(this, table), RetentionCsv.of(table));
  }

  @Override
  public Class<RetentionTally> tallyType() {
    return RetentionTally.class;
  }

  private static Return columns(Arguments given) {
    if (given.find("on") != null) {
      return new Return.On(given.read("on", Integer::valueOf));
    }
    if (given.find("on-or-after") != null) {
      return given.read(
          "on-or-after",
          text -> {
            var span = span(text);
            return new Return.OnOrAfter(span.from(), span.to());
          });
    }
    if (given.find("brackets") != null) {
      return given.read(
          "brackets",
          text ->
              new Return.Bracket(
                  Arrays.stream(text.split(",")).map(RetentionQuestion::span).toList()));
    }
    if (given.find("every") != null) {
      return new Return.Every(given.read("every", Integer::valueOf));
    }
    throw new CannotRun(
        "retention: one of --on 30, --on-or-after 7-30, --brackets 1-7,8-14, --every 7 is missing.");
  }

  private static Span span(String text) {
    var ends = text.split("-", 2);
    return new Span(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  private static long least(Arguments given, String option) {
    return given.find(option) == null ? Long.MIN_VALUE : given.read(option, Long::valueOf);
  }
}
