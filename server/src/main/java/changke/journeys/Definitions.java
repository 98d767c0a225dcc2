package changke.journeys;

import changke.shared.Words;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// Definitions as JSON and back.
///
/// ```json
/// {"title": {"en": "Abandoned payment", "zh": "未付款"},
///  "nodes": {
///   "enter": {"enter": {"event": "Order Placed", "instance": "order_id"}, "next": "wait"},
///   "wait": {"wait": {"event": "Order Paid", "where": [["order_id", "=", "$order_id"]]},
///            "timeout": "PT1H", "then": "end", "otherwise": "held"},
///   "held": {"holdout": 1000, "next": "mail"},
///   "mail": {"message": "PaymentWaits", "next": "end"},
///   "goal": {"goal": {"event": "Order Paid"}, "withinDays": 7},
///   "end": {"exit": true}}}
/// ```
public final class Definitions {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final int LONGEST = 60_000;

  private Definitions() {}

  /// What came of reading JSON.
  public sealed interface Read {
    record Fine(Definition definition) implements Read {}

    /// `path` says where it is none.
    record Unfit(String path) implements Read {}
  }

  public static Read read(String json) {
    if (json.length() > LONGEST) {
      return new Read.Unfit("");
    }
    try {
      return new Read.Fine(definition(new Json("", Json.MAPPER.readTree(json))));
    } catch (Json.Unfit e) {
      return new Read.Unfit(e.path());
    } catch (JacksonException e) {
      return new Read.Unfit("");
    }
  }

  /// Reads what this class wrote.
  static Definition kept(String json) {
    return switch (read(json)) {
      case Read.Fine(var definition) -> definition;
      case Read.Unfit(var path) -> throw new IllegalStateException("kept definition: " + path);
    };
  }

  public static String json(Definition definition) {
    var json = Json.object();
    json.set("title", words(definition.title()));
    if (definition.owed()) {
      json.put("owed", true);
    }
    var nodes = json.putObject("nodes");
    definition.nodes().forEach((id, node) -> nodes.set(id, node(node)));
    return json.toString();
  }

  private static Definition definition(Json json) {
    var nodes = new LinkedHashMap<String, Node>();
    var written = json.at("nodes");
    if (!written.node().isObject() || written.node().size() > 200) {
      throw written.unfit();
    }
    written
        .node()
        .properties()
        .forEach(one -> {
          if (!ID.matcher(one.getKey()).matches()) {
            throw new Json.Unfit("nodes." + one.getKey());
          }
          nodes.put(one.getKey(), node(new Json("nodes." + one.getKey(), one.getValue())));
        });
    if (!(nodes.get(Definition.ENTER) instanceof Node.Enter)) {
      throw new Json.Unfit("nodes.enter");
    }
    return new Definition(words(json.at("title")), json.truth("owed"), nodes);
  }

  private static Node node(Json json) {
    if (json.has("enter")) {
      return new Node.Enter(PartsJson.trigger(json.at("enter")), reentry(json), json.text("next"));
    }
    if (json.has("delay")) {
      return new Node.Delay(pause(json.at("delay")), json.text("next"), json.textOrNull("passed"));
    }
    if (json.has("wait")) {
      return new Node.Wait(
          until(json.at("wait")),
          json.parse("timeout", Duration::parse),
          json.text("then"),
          json.text("otherwise"));
    }
    if (json.has("branch")) {
      return new Node.Branch(
          json.list(
              "branch",
              way -> new Node.Way(PartsJson.condition(way.at("when"), 0), way.text("next"))),
          json.text("otherwise"));
    }
    if (json.has("split")) {
      return new Node.Split(
          json.list("split", share -> new Node.Share(share.number("part"), share.text("next"))));
    }
    if (json.has("holdout")) {
      return new Node.Holdout(json.number("holdout"), json.text("next"));
    }
    if (json.has("goal")) {
      return new Node.Goal(PartsJson.match(json.at("goal")), json.number("withinDays", 30));
    }
    if (json.has("exit")) {
      return new Node.Exit(
          json.at("exit").node().isObject() ? PartsJson.match(json.at("exit")) : null);
    }
    return new Node.Act(PartsJson.action(json), json.text("next"));
  }

  private static ObjectNode node(Node node) {
    var json = Json.object();
    switch (node) {
      case Node.Enter enter -> {
        json.set("enter", PartsJson.trigger(enter.trigger()));
        if (enter.reentry().again()) {
          json.put("againAfterDays", enter.reentry().gapDays());
        }
        json.put("next", enter.next());
      }
      case Node.Delay delay -> {
        json.set("delay", pause(delay.pause()));
        json.put("next", delay.next());
        if (delay.passed() != null) {
          json.put("passed", delay.passed());
        }
      }
      case Node.Wait wait -> {
        json.set("wait", until(wait.until()));
        json.put("timeout", wait.timeout().toString());
        json.put("then", wait.then()).put("otherwise", wait.otherwise());
      }
      case Node.Branch branch -> {
        var ways = json.putArray("branch");
        branch
            .ways()
            .forEach(way -> {
              var one = ways.addObject();
              one.set("when", PartsJson.condition(way.when()));
              one.put("next", way.next());
            });
        json.put("otherwise", branch.otherwise());
      }
      case Node.Split split -> {
        var shares = json.putArray("split");
        split
            .shares()
            .forEach(
                share -> shares.addObject().put("part", share.partBp()).put("next", share.next()));
      }
      case Node.Holdout holdout ->
          json.put("holdout", holdout.shareBp()).put("next", holdout.next());
      case Node.Act act -> {
        PartsJson.action(act.action(), json);
        json.put("next", act.next());
      }
      case Node.Goal goal -> {
        json.set("goal", PartsJson.match(goal.event()));
        json.put("withinDays", goal.withinDays());
      }
      case Node.Exit exit -> {
        if (exit.event() == null) {
          json.put("exit", true);
        } else {
          json.set("exit", PartsJson.match(exit.event()));
        }
      }
    }
    return json;
  }

  private static Node.Reentry reentry(Json json) {
    return json.has("againAfterDays")
        ? new Node.Reentry(true, json.number("againAfterDays"))
        : Node.Reentry.ONCE;
  }

  private static Node.Pause pause(Json json) {
    if (json.has("for")) {
      return new Node.Pause.For(json.parse("for", Duration::parse));
    }
    if (json.has("date")) {
      return new Node.Pause.Around(
          json.text("date"), json.number("days"), json.parse("at", LocalTime::parse));
    }
    return new Node.Pause.At(json.parse("at", LocalTime::parse), json.number("days", 0));
  }

  private static ObjectNode pause(Node.Pause pause) {
    var json = Json.object();
    return switch (pause) {
      case Node.Pause.For time -> json.put("for", time.time().toString());
      case Node.Pause.At at -> json.put("at", at.time().toString()).put("days", at.days());
      case Node.Pause.Around around ->
          json.put("date", around.property())
              .put("days", around.days())
              .put("at", around.time().toString());
    };
  }

  private static Node.Until until(Json json) {
    return json.has("event")
        ? new Node.Until.Happens(PartsJson.match(json))
        : new Node.Until.Holds(PartsJson.condition(json, 0));
  }

  private static ObjectNode until(Node.Until until) {
    return switch (until) {
      case Node.Until.Happens happens -> PartsJson.match(happens.event());
      case Node.Until.Holds holds -> PartsJson.condition(holds.condition());
    };
  }

  static Words words(Json json) {
    var zh = json.textOrNull("zh");
    var en = json.textOrNull("en");
    return new Words(zh == null ? "" : zh, en == null ? "" : en);
  }

  static ObjectNode words(Words words) {
    return Json.object().put("zh", words.zh()).put("en", words.en());
  }
}
