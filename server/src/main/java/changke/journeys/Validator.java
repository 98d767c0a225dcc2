package changke.journeys;

import changke.journeys.Problem.Kind;
import changke.messaging.VariableType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Finds everything that is wrong with a definition. Pure: what it may name comes as an argument.
final class Validator {

  static final int MOST_NODES = 60;
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final Set<String> TRAITS = Set.of("stage", "orders", "net_minor", "language");

  private final Definition definition;
  private final Surroundings around;
  private final List<Problem> problems = new ArrayList<>();

  private Validator(Definition definition, Surroundings around) {
    this.definition = definition;
    this.around = around;
  }

  static List<Problem> check(Definition definition, Surroundings around) {
    var validator = new Validator(definition, around);
    validator.whole();
    definition.nodes().forEach(validator::node);
    if (validator.problems.stream().noneMatch(one -> one.kind() == Kind.NO_SUCH_STEP)) {
      validator.ways();
    }
    return List.copyOf(validator.problems);
  }

  private void add(String path, Kind kind, Object detail) {
    problems.add(new Problem(path, kind, detail.toString()));
  }

  private void whole() {
    if (definition.title().isBlank()) {
      add("title", Kind.EMPTY, "");
    }
    if (definition.nodes().size() > MOST_NODES) {
      add("", Kind.TOO_MANY, definition.nodes().size());
    }
    long goals = definition.nodes().values().stream().filter(Node.Goal.class::isInstance).count();
    if (goals > 1) {
      add("", Kind.GOALS, goals);
    }
    if (goals == 0) {
      add("", Kind.NO_GOAL, "");
    }
  }

  private void node(String id, Node node) {
    for (var next : Definition.after(node)) {
      var there = definition.nodes().get(next);
      if (there == null || there instanceof Node.Enter || Definition.floats(there)) {
        add(id, Kind.NO_SUCH_STEP, next);
      }
    }
    switch (node) {
      case Node.Enter enter -> {
        trigger(id, enter.trigger());
        if (enter.reentry().gapDays() < 0 || enter.reentry().gapDays() > 3_650) {
          add(id + ".againAfterDays", Kind.NUMBER, enter.reentry().gapDays());
        }
      }
      case Node.Delay delay -> pause(id, delay.pause());
      case Node.Wait wait -> {
        duration(id + ".timeout", wait.timeout());
        switch (wait.until()) {
          case Node.Until.Happens happens -> match(id + ".event", happens.event());
          case Node.Until.Holds holds -> condition(id + ".condition", holds.condition());
        }
      }
      case Node.Branch branch -> {
        if (branch.ways().isEmpty()) {
          add(id + ".ways", Kind.EMPTY, "");
        }
        branch.ways().forEach(way -> condition(id + ".condition", way.when()));
      }
      case Node.Split split -> {
        if (split.shares().stream().mapToInt(Node.Share::partBp).sum() != 10_000
            || split.shares().stream().anyMatch(share -> share.partBp() < 0)) {
          add(id + ".shares", Kind.SHARES, "");
        }
      }
      case Node.Holdout holdout -> {
        if (holdout.shareBp() < 0 || holdout.shareBp() > 9_000) {
          add(id + ".share", Kind.NUMBER, holdout.shareBp());
        }
        if (definition.owed()) {
          add(id, Kind.OWED_HELD_OUT, "");
        }
      }
      case Node.Act act -> action(id, act.action());
      case Node.Goal goal -> {
        match(id + ".event", goal.event());
        if (goal.withinDays() < 1 || goal.withinDays() > 365) {
          add(id + ".withinDays", Kind.NUMBER, goal.withinDays());
        }
      }
      case Node.Exit exit -> {
        if (exit.event() != null) {
          match(id + ".event", exit.event());
        }
      }
    }
  }

  private void trigger(String id, Trigger trigger) {
    switch (trigger) {
      case Trigger.Happens happens -> {
        match(id + ".event", happens.event());
        if (happens.instance() != null && happens.instance().isBlank()) {
          add(id + ".instance", Kind.EMPTY, "");
        }
      }
      case Trigger.Moves moves -> segment(id, moves.segment());
      case Trigger.Schedule schedule -> {
        segment(id, schedule.segment());
        var day = schedule.dayOfMonth();
        if (day != null && (day < 1 || day > 28)) {
          add(id + ".dayOfMonth", Kind.NUMBER, day);
        }
      }
      case Trigger.Prediction prediction -> {
        if (prediction.model().isBlank()) {
          add(id + ".model", Kind.EMPTY, "");
        }
        if (prediction.atLeastBp() < 0 || prediction.atLeastBp() > 10_000) {
          add(id + ".atLeast", Kind.NUMBER, prediction.atLeastBp());
        }
      }
    }
  }

  private void match(String path, Match match) {
    if (match.kind().isBlank() || match.kind().length() > 100) {
      add(path, Kind.EMPTY, match.kind());
    }
    match.tests().stream()
        .filter(test -> test.property().isBlank() || test.value().isBlank())
        .forEach(test -> add(path, Kind.EMPTY, test.property()));
  }

  private void condition(String path, Condition condition) {
    switch (condition) {
      case Condition.Not not -> condition(path, not.condition());
      case Condition.Belongs belongs -> segment(path, belongs.segment());
      case Condition.Tagged tagged -> tag(path, tagged.tag());
      case Condition.Happened happened -> match(path, happened.event());
      case Condition.Entered entered -> {
        if (entered.tests().isEmpty()) {
          add(path, Kind.EMPTY, "");
        }
      }
      case Condition.Knows knows -> {
        if (!TRAITS.contains(knows.trait())) {
          add(path, Kind.NO_TRAIT, knows.trait());
        }
      }
    }
  }

  private void segment(String path, UUID segment) {
    if (!around.segments().contains(segment)) {
      add(path + ".segment", Kind.NO_SEGMENT, segment);
    }
  }

  private void tag(String path, String tag) {
    if (tag.isBlank() || tag.length() > 60) {
      add(path + ".tag", Kind.EMPTY, tag);
    }
  }

  private void duration(String path, Duration time) {
    if (time.compareTo(Duration.ofMinutes(1)) < 0 || time.compareTo(LONGEST) > 0) {
      add(path, Kind.NUMBER, time);
    }
  }

  private void pause(String id, Node.Pause pause) {
    switch (pause) {
      case Node.Pause.For time -> duration(id + ".for", time.time());
      case Node.Pause.At at -> {
        if (at.days() < 0 || at.days() > 400) {
          add(id + ".days", Kind.NUMBER, at.days());
        }
      }
      case Node.Pause.Around around -> {
        if (Math.abs(around.days()) > 400) {
          add(id + ".days", Kind.NUMBER, around.days());
        }
        if (around.property().isBlank()) {
          add(id + ".date", Kind.EMPTY, "");
        }
      }
    }
  }

  private void action(String id, Action action) {
    if (definition.byPrediction()
        && (action instanceof Action.Points || action instanceof Action.Hook)) {
      add(id, Kind.NOT_BY_PREDICTION, "");
    }
    switch (action) {
      case Action.Message message -> message(id, message);
      case Action.Coupon coupon -> coupon(id, coupon.terms());
      case Action.Points points -> {
        if (points.points() < 1 || points.points() > 1_000_000) {
          add(id + ".points", Kind.NUMBER, points.points());
        }
        if (points.lifeDays() < 1 || points.lifeDays() > 3_650) {
          add(id + ".lifeDays", Kind.NUMBER, points.lifeDays());
        }
      }
      case Action.Tag tag -> tag(id, tag.tag());
      case Action.Task task -> {
        if (task.title().isBlank()) {
          add(id + ".title", Kind.EMPTY, "");
        }
        if (task.dueDays() < 0 || task.dueDays() > 365) {
          add(id + ".dueDays", Kind.NUMBER, task.dueDays());
        }
      }
      case Action.Hook hook -> {
        if (!around.hooks()) {
          add(id, Kind.NO_WEBHOOKS, "");
        }
        if (hook.kind().isBlank()) {
          add(id + ".webhook", Kind.EMPTY, "");
        }
      }
    }
  }

  private void coupon(String id, String terms) {
    var claimable = around.coupons().apply(terms);
    if (claimable.isEmpty()) {
      add(id + ".terms", Kind.NO_COUPON, terms);
    } else if (definition.byPrediction() && !claimable.get()) {
      add(id + ".terms", Kind.NOT_CLAIMABLE, terms);
    }
  }

  private void message(String id, Action.Message message) {
    var template = around.templates().get(message.template());
    if (message.expiresHours() < 1 || message.expiresHours() > 24 * 90) {
      add(id + ".expiresHours", Kind.NUMBER, message.expiresHours());
    }
    if (template == null) {
      add(id + ".template", Kind.NO_TEMPLATE, message.template());
      return;
    }
    if (definition.owed() && template.marketing()) {
      add(id + ".template", Kind.OWED_ADVERTISING, message.template());
    }
    var given = new HashSet<>(message.variables().keySet());
    template
        .variables()
        .forEach((name, type) -> {
          if (!given.remove(name)) {
            add(id + ".variables", Kind.VARIABLE_MISSING, name);
          } else if (!fits(type, message.variables().getOrDefault(name, ""))) {
            add(id + ".variables", Kind.VARIABLE_UNFIT, name);
          }
        });
    given.forEach(name -> add(id + ".variables", Kind.VARIABLE_UNKNOWN, name));
  }

  /// A text that is filled in later can be anything; one that is written down is looked at now.
  private static boolean fits(String type, String value) {
    return value.startsWith("$") || VariableType.valueOf(type).takes(value);
  }

  private void ways() {
    var reached = new HashSet<String>();
    var open = new ArrayDeque<String>(List.of(Definition.ENTER));
    var unheld = new HashSet<String>();
    var openUnheld = new ArrayDeque<String>(List.of(Definition.ENTER));
    while (!open.isEmpty()) {
      var id = open.pop();
      if (reached.add(id)) {
        open.addAll(Definition.after(definition.node(id)));
      }
    }
    while (!openUnheld.isEmpty()) {
      var id = openUnheld.pop();
      if (!(definition.node(id) instanceof Node.Holdout) && unheld.add(id)) {
        openUnheld.addAll(Definition.after(definition.node(id)));
      }
    }
    definition
        .nodes()
        .forEach((id, node) -> {
          if (!reached.contains(id) && !Definition.floats(node)) {
            add(id, Kind.UNREACHABLE, "");
          }
          if (node instanceof Node.Act(var action, var next)
              && unheld.contains(id)
              && !definition.owed()
              && isFelt(action)) {
            add(id, Kind.NO_HOLDOUT, "");
          }
        });
    circles();
  }

  /// Tags are bookkeeping: nobody feels them.
  private static boolean isFelt(Action action) {
    return !(action instanceof Action.Tag);
  }

  /// Looks for circles among steps in which no time has to pass.
  private void circles() {
    Map<String, Integer> colours = new HashMap<>();
    for (var id : definition.nodes().keySet()) {
      if (!colours.containsKey(id) && circle(id, colours)) {
        return;
      }
    }
  }

  private boolean circle(String id, Map<String, Integer> colours) {
    colours.put(id, 1);
    var node = definition.node(id);
    if (!(node instanceof Node.Delay delay && delay.pause() instanceof Node.Pause.For)
        && !(node instanceof Node.Delay daily
            && daily.pause() instanceof Node.Pause.At at
            && at.days() > 0)) {
      for (var next : Definition.after(node)) {
        if (colours.getOrDefault(next, 0) == 1) {
          add(next, Kind.CIRCLE_WITHOUT_DELAY, id);
          return true;
        }
        if (!colours.containsKey(next) && circle(next, colours)) {
          return true;
        }
      }
    }
    colours.put(id, 2);
    return false;
  }
}
