package changke.journeys;

import changke.audience.Rule.Comparison;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// The parts of nodes as JSON and back.
final class PartsJson {

  private static final int DEEPEST = 5;

  private PartsJson() {}

  static Match match(Json json) {
    return new Match(json.text("event"), tests(json, "where"));
  }

  static ObjectNode match(Match match) {
    var json = Json.object().put("event", match.kind());
    tests(json, "where", match.tests());
    return json;
  }

  private static List<Match.Test> tests(Json json, String name) {
    return json.list(
        name,
        test -> {
          if (!test.node().isArray() || test.node().size() != 3) {
            throw test.unfit();
          }
          var parts =
              java.util.stream.IntStream.range(0, 3)
                  .mapToObj(i -> new Json(test.path() + "[" + i + "]", test.node().get(i)).text())
                  .toList();
          return new Match.Test(parts.get(0), comparison(test, parts.get(1)), parts.get(2));
        });
  }

  private static void tests(ObjectNode json, String name, List<Match.Test> tests) {
    if (!tests.isEmpty()) {
      var array = json.putArray(name);
      tests.forEach(
          test -> array.addArray().add(test.property()).add(test.is().sign()).add(test.value()));
    }
  }

  private static Comparison comparison(Json where, String sign) {
    return Arrays.stream(Comparison.values())
        .filter(one -> one.sign().equals(sign))
        .findFirst()
        .orElseThrow(where::unfit);
  }

  static Trigger trigger(Json json) {
    if (json.has("event")) {
      return new Trigger.Happens(match(json), json.textOrNull("instance"));
    }
    if (json.has("entered") || json.has("left")) {
      var entered = json.has("entered");
      return new Trigger.Moves(json.parse(entered ? "entered" : "left", UUID::fromString), entered);
    }
    if (json.has("everyone")) {
      Set<DayOfWeek> days = new TreeSet<>();
      json.list("days", day -> days.add(day(day)));
      return new Trigger.Schedule(
          json.parse("everyone", UUID::fromString),
          json.parse("at", LocalTime::parse),
          days,
          json.has("dayOfMonth") ? json.number("dayOfMonth") : null);
    }
    return new Trigger.Prediction(json.text("prediction"), json.number("atLeast"));
  }

  private static DayOfWeek day(Json json) {
    try {
      return DayOfWeek.valueOf(json.text());
    } catch (IllegalArgumentException e) {
      throw json.unfit();
    }
  }

  static ObjectNode trigger(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Happens happens -> {
        var json = match(happens.event());
        yield happens.instance() == null ? json : json.put("instance", happens.instance());
      }
      case Trigger.Moves moves ->
          Json.object().put(moves.entered() ? "entered" : "left", moves.segment().toString());
      case Trigger.Schedule schedule -> {
        var json =
            Json.object()
                .put("everyone", schedule.segment().toString())
                .put("at", schedule.at().toString());
        var days = json.putArray("days");
        new TreeSet<>(schedule.days()).forEach(day -> days.add(day.name()));
        yield schedule.dayOfMonth() == null ? json : json.put("dayOfMonth", schedule.dayOfMonth());
      }
      case Trigger.Prediction prediction ->
          Json.object()
              .put("prediction", prediction.model())
              .put("atLeast", prediction.atLeastBp());
    };
  }

  static Condition condition(Json json, int depth) {
    if (depth > DEEPEST) {
      throw json.unfit();
    }
    if (json.has("not")) {
      return new Condition.Not(condition(json.at("not"), depth + 1));
    }
    if (json.has("segment")) {
      return new Condition.Belongs(json.parse("segment", UUID::fromString));
    }
    if (json.has("tag")) {
      return new Condition.Tagged(json.text("tag"));
    }
    if (json.has("happened")) {
      return new Condition.Happened(match(json.at("happened")));
    }
    if (json.has("entry")) {
      return new Condition.Entered(tests(json, "entry"));
    }
    return new Condition.Knows(
        json.text("knows"), comparison(json.at("is"), json.text("is")), json.text("value"));
  }

  static ObjectNode condition(Condition condition) {
    var json = Json.object();
    switch (condition) {
      case Condition.Not not -> json.set("not", condition(not.condition()));
      case Condition.Belongs belongs -> json.put("segment", belongs.segment().toString());
      case Condition.Tagged tagged -> json.put("tag", tagged.tag());
      case Condition.Happened happened -> json.set("happened", match(happened.event()));
      case Condition.Entered entered -> tests(json, "entry", entered.tests());
      case Condition.Knows knows ->
          json.put("knows", knows.trait()).put("is", knows.is().sign()).put("value", knows.value());
    }
    return json;
  }

  static Action action(Json json) {
    if (json.has("message")) {
      return new Action.Message(
          json.text("message"),
          json.texts("variables"),
          json.has("urgency")
              ? json.parse("urgency", Action.Urgency::valueOf)
              : Action.Urgency.NORMAL,
          json.number("expiresHours", 72),
          json.truth("bestTime"));
    }
    if (json.has("coupon")) {
      return new Action.Coupon(json.text("coupon"));
    }
    if (json.has("points")) {
      return new Action.Points(json.number("points"), json.number("lifeDays", 365));
    }
    if (json.has("tag")) {
      return new Action.Tag(json.text("tag"), true);
    }
    if (json.has("untag")) {
      return new Action.Tag(json.text("untag"), false);
    }
    if (json.has("task")) {
      return new Action.Task(Definitions.words(json.at("task")), json.number("dueDays", 3));
    }
    if (json.has("webhook")) {
      return new Action.Hook(json.text("webhook"));
    }
    throw json.unfit();
  }

  static void action(Action action, ObjectNode json) {
    switch (action) {
      case Action.Message message -> {
        json.put("message", message.template());
        if (!message.variables().isEmpty()) {
          var variables = json.putObject("variables");
          new java.util.TreeMap<>(message.variables()).forEach(variables::put);
        }
        json.put("urgency", message.urgency().name()).put("expiresHours", message.expiresHours());
        json.put("bestTime", message.atBestTime());
      }
      case Action.Coupon coupon -> json.put("coupon", coupon.terms());
      case Action.Points points ->
          json.put("points", points.points()).put("lifeDays", points.lifeDays());
      case Action.Tag tag -> json.put(tag.on() ? "tag" : "untag", tag.tag());
      case Action.Task task -> {
        json.set("task", Definitions.words(task.title()));
        json.put("dueDays", task.dueDays());
      }
      case Action.Hook hook -> json.put("webhook", hook.kind());
    }
  }
}
