package changke.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Conditions as JSON and back, and what is wrong with some.
///
/// ```json
/// {"all": [{"did": "Order Paid", "times": 2, "within": 90},
///          {"not": {"did": "Page Viewed", "within": 14}},
///          {"any": [{"inOrder": ["Product Viewed", "Order Paid"], "within": 30},
///                   {"trait": "stage", "is": "=", "value": "DORMANT"}]}]}
/// ```
public final class Rules {

  static final int MOST = 40;
  static final int DEEPEST = 6;
  private static final int LONGEST_KIND = 100;
  private static final int MOST_STEPS = 10;
  private static final int MOST_TIMES = 10_000;

  private Rules() {}

  /// What came of reading JSON.
  public sealed interface Read {
    record Fine(Rule rule) implements Read {}

    record Unfit(RuleProblem problem) implements Read {}
  }

  /// Reads what somebody sent; it may be anything.
  public static Read read(String json) {
    if (json.length() > 20_000) {
      return new Read.Unfit(RuleProblem.TOO_MANY);
    }
    try {
      var rule = rule(JsonMapper.shared().readTree(json), 0);
      return problem(rule).<Read>map(Read.Unfit::new).orElseGet(() -> new Read.Fine(rule));
    } catch (UnfitJson | JacksonException e) {
      return new Read.Unfit(RuleProblem.SHAPE);
    }
  }

  public static String json(Rule rule) {
    return node(rule).toString();
  }

  /// What is wrong with conditions, if anything.
  public static Optional<RuleProblem> problem(Rule rule) {
    if (count(rule) > MOST || depth(rule) > DEEPEST) {
      return Optional.of(RuleProblem.TOO_MANY);
    }
    return Optional.ofNullable(find(rule));
  }

  private static @org.jspecify.annotations.Nullable RuleProblem find(Rule rule) {
    return switch (rule) {
      case Rule.Did did -> {
        if (isUnfitKind(did.kind())) {
          yield RuleProblem.KIND;
        }
        yield did.times() < 1 || did.times() > MOST_TIMES || isUnfitDays(did.within())
            ? RuleProblem.NUMBER
            : null;
      }
      case Rule.InOrder order -> {
        if (order.kinds().isEmpty()
            || order.kinds().size() > MOST_STEPS
            || order.kinds().stream().anyMatch(Rules::isUnfitKind)) {
          yield RuleProblem.KIND;
        }
        yield isUnfitDays(order.within()) ? RuleProblem.NUMBER : null;
      }
      case Rule.Is is -> trait(is);
      case Rule.All all -> first(all.rules());
      case Rule.Any any -> first(any.rules());
      case Rule.Not not -> find(not.rule());
    };
  }

  private static @org.jspecify.annotations.Nullable RuleProblem trait(Rule.Is is) {
    if (is.trait().startsWith(Known.SAID)) {
      var name = is.trait().substring(Known.SAID.length());
      if (name.isBlank() || name.length() > LONGEST_KIND) {
        return RuleProblem.TRAIT;
      }
      var number = Matcher.number(is.value());
      return is.value().isBlank()
              || is.value().length() > 300
              || (is.is() != Rule.Comparison.EQUAL && number.isEmpty())
          ? RuleProblem.VALUE
          : null;
    }
    var known = Known.of(is.trait());
    if (known.isEmpty()) {
      return RuleProblem.TRAIT;
    }
    return known.get().number(is.value()).isEmpty() ? RuleProblem.VALUE : null;
  }

  private static @org.jspecify.annotations.Nullable RuleProblem first(List<Rule> rules) {
    if (rules.isEmpty()) {
      return RuleProblem.EMPTY;
    }
    for (var rule : rules) {
      var problem = find(rule);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static boolean isUnfitKind(String kind) {
    return kind.isBlank() || kind.length() > LONGEST_KIND;
  }

  private static boolean isUnfitDays(int within) {
    return within < 1 || (within > Thresholds.MOST_DAYS && within != Rule.EVER);
  }

  private static int count(Rule rule) {
    return switch (rule) {
      case Rule.Did did -> 1;
      case Rule.InOrder order -> 1;
      case Rule.Is is -> 1;
      case Rule.All all -> all.rules().stream().mapToInt(Rules::count).sum() + 1;
      case Rule.Any any -> any.rules().stream().mapToInt(Rules::count).sum() + 1;
      case Rule.Not not -> count(not.rule());
    };
  }

  private static int depth(Rule rule) {
    return switch (rule) {
      case Rule.Did did -> 1;
      case Rule.InOrder order -> 1;
      case Rule.Is is -> 1;
      case Rule.All all -> 1 + all.rules().stream().mapToInt(Rules::depth).max().orElse(0);
      case Rule.Any any -> 1 + any.rules().stream().mapToInt(Rules::depth).max().orElse(0);
      case Rule.Not not -> 1 + depth(not.rule());
    };
  }

  private static final class UnfitJson extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static Rule rule(JsonNode node, int depth) {
    if (!(node instanceof ObjectNode object) || depth > DEEPEST) {
      throw new UnfitJson();
    }
    if (object.has("all")) {
      return new Rule.All(rules(object.get("all"), depth));
    }
    if (object.has("any")) {
      return new Rule.Any(rules(object.get("any"), depth));
    }
    if (object.has("not")) {
      return new Rule.Not(rule(object.get("not"), depth + 1));
    }
    if (object.has("did")) {
      return new Rule.Did(
          text(object, "did"),
          number(object, "times", 1),
          "days".equals(object.path("on").asString("")),
          number(object, "within", Rule.EVER));
    }
    if (object.has("inOrder")) {
      var kinds = new ArrayList<String>();
      object.get("inOrder").forEach(kind -> kinds.add(kind.asString("")));
      return new Rule.InOrder(kinds, number(object, "within", Rule.EVER));
    }
    if (object.has("trait")) {
      return new Rule.Is(
          text(object, "trait"), comparison(text(object, "is")), text(object, "value"));
    }
    throw new UnfitJson();
  }

  private static List<Rule> rules(JsonNode array, int depth) {
    if (!array.isArray() || array.size() > MOST) {
      throw new UnfitJson();
    }
    var rules = new ArrayList<Rule>();
    array.forEach(node -> rules.add(rule(node, depth + 1)));
    return rules;
  }

  private static String text(ObjectNode object, String name) {
    var value = object.path(name);
    if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
      throw new UnfitJson();
    }
    return value.asString();
  }

  private static int number(ObjectNode object, String name, int otherwise) {
    var value = object.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.canConvertToInt()) {
      throw new UnfitJson();
    }
    return value.asInt();
  }

  private static Rule.Comparison comparison(String sign) {
    return Arrays.stream(Rule.Comparison.values())
        .filter(one -> one.sign().equals(sign))
        .findFirst()
        .orElseThrow(UnfitJson::new);
  }

  private static ObjectNode node(Rule rule) {
    var node = JsonMapper.shared().createObjectNode();
    switch (rule) {
      case Rule.Did did -> {
        node.put("did", did.kind()).put("times", did.times());
        if (did.onDays()) {
          node.put("on", "days");
        }
        within(node, did.within());
      }
      case Rule.InOrder order -> {
        var kinds = node.putArray("inOrder");
        order.kinds().forEach(kinds::add);
        within(node, order.within());
      }
      case Rule.Is is ->
          node.put("trait", is.trait()).put("is", is.is().sign()).put("value", is.value());
      case Rule.All all -> nodes(node, "all", all.rules());
      case Rule.Any any -> nodes(node, "any", any.rules());
      case Rule.Not not -> node.set("not", node(not.rule()));
    }
    return node;
  }

  private static void nodes(ObjectNode node, String name, List<Rule> rules) {
    var array = node.putArray(name);
    rules.forEach(rule -> array.add(node(rule)));
  }

  private static void within(ObjectNode node, int days) {
    if (days != Rule.EVER) {
      node.put("within", days);
    }
  }

  /// The leaves of conditions with what they are asked for, in the order in which they are written.
  static Map<Rule, Boolean> leaves(Rule rule) {
    var leaves = new java.util.LinkedHashMap<Rule, Boolean>();
    collect(rule, true, leaves);
    return leaves;
  }

  private static void collect(Rule rule, boolean wanted, Map<Rule, Boolean> into) {
    switch (rule) {
      case Rule.All all -> all.rules().forEach(one -> collect(one, wanted, into));
      case Rule.Any any -> any.rules().forEach(one -> collect(one, wanted, into));
      case Rule.Not not -> collect(not.rule(), !wanted, into);
      case Rule.Did did -> into.put(did, wanted);
      case Rule.InOrder order -> into.put(order, wanted);
      case Rule.Is is -> into.put(is, wanted);
    }
  }
}
