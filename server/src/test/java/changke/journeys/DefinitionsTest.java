package changke.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import changke.journeys.Problem.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

  private static final String EVERYTHING =
      """
      {"title": {"en": "All", "zh": "全"}, "nodes": {
        "enter": {"enter": {"event": "Order Placed", "where": [["total_minor", ">=", "100"]],
                            "instance": "order_id"}, "againAfterDays": 3, "next": "wait"},
        "wait": {"wait": {"event": "Order Paid", "where": [["order_id", "=", "$order_id"]]},
                 "timeout": "PT1H", "then": "end", "otherwise": "held"},
        "held": {"holdout": 1000, "next": "split"},
        "split": {"split": [{"part": 4000, "next": "mail"}, {"part": 6000, "next": "branch"}]},
        "branch": {"branch": [
            {"when": {"segment": "0195a000-0000-7000-8000-000000000009"}, "next": "mail"},
            {"when": {"not": {"tag": "vip"}}, "next": "points"},
            {"when": {"entry": [["coupon", "=", "x"]]}, "next": "points"},
            {"when": {"knows": "orders", "is": ">", "value": "2"}, "next": "points"},
            {"when": {"happened": {"event": "Page Viewed"}}, "next": "points"}],
          "otherwise": "mail"},
        "mail": {"message": "Hello", "variables": {"name": "$person.name"}, "urgency": "HIGH",
                 "expiresHours": 24, "bestTime": true, "next": "later"},
        "later": {"delay": {"for": "PT48H"}, "next": "evening"},
        "evening": {"delay": {"at": "19:30", "days": 1}, "next": "before"},
        "before": {"delay": {"date": "ends", "days": -3, "at": "10:00"}, "passed": "end",
                   "next": "points"},
        "points": {"points": 5, "lifeDays": 30, "next": "coupon"},
        "coupon": {"coupon": "exchange-5", "next": "tag"},
        "tag": {"tag": "seen", "next": "untag"},
        "untag": {"untag": "seen", "next": "task"},
        "task": {"task": {"en": "Call", "zh": "打电话"}, "dueDays": 2, "next": "hook"},
        "hook": {"webhook": "journey.step", "next": "end"},
        "goal": {"goal": {"event": "Order Paid"}, "withinDays": 7},
        "out": {"exit": {"event": "Order Cancelled"}},
        "end": {"exit": true}}}
      """;

  @Test
  void what_is_written_is_read_back_the_same() {
    var read = Ready.fine(EVERYTHING);
    assertThat(read.nodes()).hasSize(18);
    assertThat(Ready.fine(Definitions.json(read))).isEqualTo(read);
    for (var trigger :
        List.of(
            "'entered': '0195a000-0000-7000-8000-000000000009'",
            "'left': '0195a000-0000-7000-8000-000000000009'",
            "'everyone': '0195a000-0000-7000-8000-000000000009', 'at': '09:00', 'days': ['MONDAY'], 'dayOfMonth': 3",
            "'prediction': 'churn-14', 'atLeast': 7000")) {
      var one = Ready.journey("'enter': {'enter': {" + trigger + "}, 'next': 'end'}", END);
      assertThat(Ready.fine(Definitions.json(one))).isEqualTo(one);
    }
  }

  @Test
  void what_is_none_says_where() {
    assertThat(Definitions.read("[]")).isEqualTo(new Definitions.Read.Unfit(".nodes"));
    assertThat(Definitions.read("{")).isEqualTo(new Definitions.Read.Unfit(""));
    assertThat(Definitions.read(EVERYTHING.replace("PT1H", "soon")))
        .isEqualTo(new Definitions.Read.Unfit("nodes.wait.timeout"));
    assertThat(Definitions.read(EVERYTHING.replace("\"split\": {\"split\"", "\"S!\": {\"split\"")))
        .isEqualTo(new Definitions.Read.Unfit("nodes.S!"));
    assertThat(Definitions.read(EVERYTHING.replace("\"message\"", "\"letter\"")))
        .isEqualTo(new Definitions.Read.Unfit("nodes.mail"));
  }

  private static final String END = "'end': {'exit': true}";
  private static final String PAID = "'enter': {'enter': {'event': 'Order Paid'}, 'next': 'h'}";
  private static final String HELD = "'h': {'holdout': 1000, 'next': 'a'}";
  private static final String GOAL = "'goal': {'goal': {'event': 'Order Paid'}}";

  private static List<Problem> wrong(String... nodes) {
    return Validator.check(
        Ready.journey(nodes), Ready.around(Map.of("closed", false, "open", true)));
  }

  private static Problem problem(String path, Kind kind, String detail) {
    return new Problem(path, kind, detail);
  }

  @Test
  void a_whole_journey_has_nothing_wrong() {
    assertThat(wrong(PAID, HELD, "'a': {'points': 5, 'next': 'end'}", END, GOAL)).isEmpty();
  }

  @Test
  void without_a_goal_it_can_be_published_but_nobody_can_say_whether_it_helped() {
    var found = wrong(PAID, HELD, "'a': {'points': 5, 'next': 'end'}", END);
    assertThat(found).containsExactly(problem("", Kind.NO_GOAL, ""));
    assertThat(found.getFirst().refuses()).isFalse();
  }

  @Test
  void steps_that_nobody_reaches_and_arrows_to_nowhere() {
    assertThat(
            wrong(
                PAID, "'h': {'exit': true}", "'x': {'delay': {'for': 'PT1H'}, 'next': 'h'}", GOAL))
        .containsExactly(problem("x", Kind.UNREACHABLE, ""));
    assertThat(wrong(PAID, GOAL)).containsExactly(problem("enter", Kind.NO_SUCH_STEP, "h"));
    assertThat(wrong("'enter': {'enter': {'event': 'A'}, 'next': 'goal'}", GOAL))
        .as("nobody goes to a goal by an arrow: it is watched for")
        .containsExactly(problem("enter", Kind.NO_SUCH_STEP, "goal"));
  }

  @Test
  void a_circle_needs_a_delay() {
    var back = "'b': {'branch': [{'when': {'tag': 't'}, 'next': 'end'}], 'otherwise': 'c'}";
    var at = "'enter': {'enter': {'event': 'A'}, 'next': 'b'}";
    assertThat(wrong(at, back, "'c': {'tag': 't', 'next': 'b'}", END, GOAL))
        .containsExactly(problem("b", Kind.CIRCLE_WITHOUT_DELAY, "c"));
    assertThat(wrong(at, back, "'c': {'delay': {'for': 'P1D'}, 'next': 'b'}", END, GOAL)).isEmpty();
    assertThat(
            wrong(
                at,
                back,
                "'c': {'wait': {'event': 'X'}, 'timeout': 'P1D', 'then': 'b', 'otherwise': 'end'}",
                END,
                GOAL))
        .as("a wait may be over at once")
        .extracting(Problem::kind)
        .containsExactly(Kind.CIRCLE_WITHOUT_DELAY);
  }

  @Test
  void a_missing_variable_fails_at_publish_time_not_at_night() {
    assertThat(wrong(PAID, HELD, "'a': {'message': 'Hello', 'next': 'end'}", END, GOAL))
        .containsExactly(problem("a.variables", Kind.VARIABLE_MISSING, "name"));
    assertThat(wrong(PAID, HELD, "'a': {'message': 'Hallo', 'next': 'end'}", END, GOAL))
        .containsExactly(problem("a.template", Kind.NO_TEMPLATE, "Hallo"));
    assertThat(
            wrong(
                PAID,
                HELD,
                "'a': {'message': 'Sum', 'variables': {'total': 'much', 'x': '1'}, 'next': 'end'}",
                END,
                GOAL))
        .containsExactly(
            problem("a.variables", Kind.VARIABLE_UNFIT, "total"),
            problem("a.variables", Kind.VARIABLE_UNKNOWN, "x"));
  }

  @Test
  void what_it_names_must_be_there() {
    var segment = "0195a000-0000-7000-8000-000000000009";
    assertThat(
            wrong("'enter': {'enter': {'entered': '" + segment + "'}, 'next': 'end'}", END, GOAL))
        .containsExactly(problem("enter.segment", Kind.NO_SEGMENT, segment));
    assertThat(wrong(PAID, HELD, "'a': {'coupon': 'none', 'next': 'end'}", END, GOAL))
        .containsExactly(problem("a.terms", Kind.NO_COUPON, "none"));
    assertThat(wrong(PAID, HELD, "'a': {'webhook': 'x', 'next': 'end'}", END, GOAL))
        .containsExactly(problem("a", Kind.NO_WEBHOOKS, ""));
  }

  @Test
  void a_journey_entered_by_prediction_gives_only_what_the_whole_class_can_claim() {
    var guessed = "'enter': {'enter': {'prediction': 'churn-14', 'atLeast': 7000}, 'next': 'h'}";
    assertThat(wrong(guessed, HELD, "'a': {'coupon': 'open', 'next': 'end'}", END, GOAL)).isEmpty();
    assertThat(wrong(guessed, HELD, "'a': {'coupon': 'closed', 'next': 'end'}", END, GOAL))
        .containsExactly(problem("a.terms", Kind.NOT_CLAIMABLE, "closed"));
    assertThat(wrong(guessed, HELD, "'a': {'points': 5, 'next': 'end'}", END, GOAL))
        .containsExactly(problem("a", Kind.NOT_BY_PREDICTION, ""));
    assertThat(wrong(PAID, HELD, "'a': {'coupon': 'closed', 'next': 'end'}", END, GOAL)).isEmpty();
  }

  @Test
  void some_are_left_alone_before_anything_is_felt_and_what_is_owed_is_never_held_out() {
    var points = "'h': {'points': 5, 'next': 'end'}";
    assertThat(wrong(PAID, points, END, GOAL)).containsExactly(problem("h", Kind.NO_HOLDOUT, ""));
    assertThat(wrong(PAID, "'h': {'tag': 'bought', 'next': 'end'}", END, GOAL)).isEmpty();
    var around = Ready.around(Map.of());
    assertThat(Validator.check(Ready.owed(PAID, points, END, GOAL), around)).isEmpty();
    assertThat(
            Validator.check(
                Ready.owed(PAID, HELD, "'a': {'points': 5, 'next': 'end'}", END, GOAL), around))
        .containsExactly(problem("h", Kind.OWED_HELD_OUT, ""));
    var mail = "'h': {'message': 'Hello', 'variables': {'name': 'x'}, 'next': 'end'}";
    assertThat(Validator.check(Ready.owed(PAID, mail, END, GOAL), around))
        .containsExactly(problem("h.template", Kind.OWED_ADVERTISING, "Hello"));
  }

  @Test
  void numbers_must_make_sense() {
    assertThat(wrong(PAID, HELD, "'a': {'points': 0, 'next': 'end'}", END, GOAL))
        .containsExactly(problem("a.points", Kind.NUMBER, "0"));
    assertThat(wrong(PAID, "'h': {'delay': {'for': 'PT1S'}, 'next': 'end'}", END, GOAL))
        .containsExactly(problem("h.for", Kind.NUMBER, "PT1S"));
    assertThat(wrong(PAID, "'h': {'split': [{'part': 1, 'next': 'end'}]}", END, GOAL))
        .containsExactly(problem("h.shares", Kind.SHARES, ""));
    assertThat(wrong(PAID, "'h': {'branch': [], 'otherwise': 'end'}", END, GOAL))
        .containsExactly(problem("h.ways", Kind.EMPTY, ""));
    assertThat(
            wrong(
                PAID,
                "'h': {'exit': true}",
                GOAL,
                GOAL.replace("'goal'", "'goal2'").replace("{'goal2'", "{'goal'")))
        .containsExactly(problem("", Kind.GOALS, "2"));
  }

  @Test
  void every_playbook_is_a_whole_journey_with_a_holdout_unless_it_is_owed() {
    var books = Playbooks.read();
    assertThat(books).hasSizeGreaterThan(20);
    for (var book : books) {
      var ids = new java.util.HashMap<String, java.util.UUID>();
      book.segments().keySet().forEach(name -> ids.put(name, java.util.UUID.randomUUID()));
      var definition = Playbooks.filled(book, ids);
      var templates = new java.util.HashMap<String, Surroundings.Template>();
      changke.messaging.Shipped.templates()
          .forEach((name, one) ->
              templates.put(
                  name, new Surroundings.Template(name, one.marketing(), one.variables())));
      var around =
          new Surroundings(
              templates,
              java.util.Set.copyOf(ids.values()),
              key -> java.util.Optional.of(!key.equals("exchange-5")),
              false);
      assertThat(Validator.check(definition, around)).as(book.key()).isEmpty();
      assertThat(definition.nodes().values().stream().anyMatch(Node.Holdout.class::isInstance))
          .as(book.key())
          .isNotEqualTo(definition.owed());
      assertThat(book.title().zh()).isNotBlank();
      assertThat(book.title().en()).isNotBlank();
    }
  }
}
