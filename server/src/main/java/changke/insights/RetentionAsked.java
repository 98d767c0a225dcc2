package changke.insights;

import changke.engine.cohort.Act;
import changke.engine.cohort.Cohort;
import changke.engine.cohort.Retention;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.RetentionTable;
import changke.engine.cohort.Return;
import changke.engine.cohort.Span;
import changke.engine.cohort.Window;
import changke.engine.days.People;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A retention question as the console's form puts it.
///
/// @param subject `people` or `merchants`
/// @param all whose behaviour: the house's, or its merchants' sales
record RetentionAsked(String subject, Behaviour all, Scope scope, People people) {

  static final List<String> COHORTS = List.of("ever", "matching", "recurring");
  static final List<String> SHAPES = List.of("on", "after", "every", "bracket");
  static final List<String> WINDOWS = List.of("calendar", "rolling");
  static final List<String> SUBJECTS = List.of("people", "merchants");
  private static final int MOST_COLUMNS = 60;

  static RetentionAsked of(Scope scope) {
    var subject = scope.asked().oneOf("subject", SUBJECTS);
    if (subject.equals("merchants")) {
      var merchants = MerchantSales.of(scope.all());
      return new RetentionAsked(subject, merchants, scope, scope.merchants(merchants));
    }
    return new RetentionAsked(subject, scope.all(), scope, scope.people());
  }

  private Asked asked() {
    return scope.asked();
  }

  boolean isAboutMerchants() {
    return subject.equals("merchants");
  }

  String cohort() {
    return asked().oneOf("cohort", COHORTS);
  }

  String shape() {
    return asked().oneOf("shape", SHAPES);
  }

  boolean rolling() {
    return asked().oneOf("window", WINDOWS).equals("rolling");
  }

  int start() {
    return isAboutMerchants() ? Behaviour.SOLD : daysOnly(scope.kind("start", Behaviour.ACTIVE));
  }

  int back() {
    return isAboutMerchants() ? Behaviour.SOLD : daysOnly(scope.kind("back", Behaviour.ACTIVE));
  }

  /// Any act at all is known by day only: exact instants, counts and amounts need a kind.
  private int daysOnly(int kind) {
    boolean needsEvents = rolling() || count() > 1 || atLeastMinor() > 0;
    return kind == Behaviour.ACTIVE && needsEvents ? Behaviour.SOLD : kind;
  }

  int count() {
    return asked().number("count", 1, 1, 50);
  }

  /// The least amount of a paid order that counts, in minor units; 0 for any.
  long atLeastMinor() {
    int digits = Decimals.digits(all.currency());
    return asked().number("least", 0, 0, 1_000_000) * (long) Math.pow(10, digits);
  }

  int last() {
    int usual =
        switch (scope.period()) {
          case DAY -> 14;
          case MONTH -> 12;
          default -> 12;
        };
    return asked().number("columns", usual, 1, MOST_COLUMNS);
  }

  int horizon() {
    return asked().number("horizon", last() + 7, last(), 200);
  }

  List<Span> brackets() {
    var spans = new ArrayList<Span>();
    for (var part : asked().text("brackets").split("[,,]")) {
      var ends = part.strip().split("-");
      if (ends.length == 2 && ends[0].matches("\\d{1,3}") && ends[1].matches("\\d{1,3}")) {
        int from = Integer.parseInt(ends[0]);
        int to = Integer.parseInt(ends[1]);
        if (from <= to && spans.size() < 12) {
          spans.add(new Span(from, to));
        }
      }
    }
    return spans.isEmpty() ? List.of(new Span(1, 1), new Span(2, 4), new Span(5, 8)) : spans;
  }

  RetentionQuery query() {
    var columns =
        switch (shape()) {
          case "after" -> new Return.OnOrAfter(last(), horizon());
          case "every" -> new Return.Every(last());
          case "bracket" -> new Return.Bracket(brackets());
          default -> new Return.On(last());
        };
    return new RetentionQuery(
        switch (cohort()) {
          case "matching" -> Cohort.FIRST_MATCHING;
          case "recurring" -> Cohort.RECURRING;
          default -> Cohort.FIRST_EVER;
        },
        act(start()),
        act(back()),
        columns,
        scope.period(),
        rolling() ? new Window.Rolling(window()) : new Window.Calendar(),
        count(),
        scope.from(),
        scope.to(),
        all.asOf());
  }

  Duration window() {
    return switch (scope.period()) {
      case DAY -> Duration.ofHours(24);
      case MONTH -> Duration.ofDays(30);
      default -> Duration.ofDays(7);
    };
  }

  private Act act(int kind) {
    long least = atLeastMinor();
    return kind == Behaviour.SOLD && least > 0 ? new Act(kind, least) : Act.of(kind);
  }

  RetentionTable table() {
    return table(query(), false);
  }

  /// @param withMoney whether the cells carry what was brought; that is read from events
  RetentionTable table(RetentionQuery query, boolean withMoney) {
    return query.isAboutDaysOnly() && !withMoney
        ? Retention.tally(all.sets, query, people).table()
        : Retention.tally(all.history, query, people).table();
  }

  /// The people behind a cell; the whole row for column -1.
  People behind(int row, int column, int most) {
    var query = query();
    return query.isAboutDaysOnly()
        ? DayCells.behind(all, query, people, row, column, most)
        : Retention.behind(all.history, query, people, row, column, most);
  }
}
