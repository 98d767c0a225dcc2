package changke.journeys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes to a definition as somebody makes them who looks at its steps. Pure.
public final class Sketch {

  private static final Set<String> ARROWS = Set.of("next", "then", "otherwise", "passed");

  /// What can be put in, with what it begins as.
  public enum Kind {
    DELAY("{\"delay\": {\"for\": \"P1D\"}}"),
    LOCAL_TIME("{\"delay\": {\"at\": \"19:30\", \"days\": 1}}"),
    WAIT("{\"wait\": {\"event\": \"Order Paid\"}, \"timeout\": \"P3D\"}"),
    BRANCH("{\"branch\": [{\"when\": {\"knows\": \"orders\", \"is\": \">=\", \"value\": \"1\"}}]}"),
    SPLIT("{\"split\": [{\"part\": 5000}, {\"part\": 5000}]}"),
    HOLDOUT("{\"holdout\": 1000}"),
    MESSAGE("{\"message\": \"silent-30\", \"variables\": {\"link\": \"/\"}, \"bestTime\": true}"),
    COUPON("{\"coupon\": \"wake-up\"}"),
    POINTS("{\"points\": 10}"),
    TAG("{\"tag\": \"seen\"}"),
    TASK("{\"task\": {\"en\": \"Call\", \"zh\": \"打电话\"}, \"dueDays\": 3}"),
    GOAL("{\"goal\": {\"event\": \"Order Paid\"}, \"withinDays\": 30}"),
    EXIT_ON("{\"exit\": {\"event\": \"Order Paid\"}}");

    private final String begins;

    Kind(String begins) {
      this.begins = begins;
    }

    boolean floats() {
      return this == GOAL || this == EXIT_ON;
    }
  }

  /// One thing that can be written at a step.
  ///
  /// @param path where it stands, such as `delay.for`
  /// @param arrow whether it names another step
  public record Field(String path, String value, boolean arrow) {}

  private Sketch() {}

  /// Everything that can be written at a step, in order.
  public static List<Field> fields(Definition definition, String node) {
    var found = new ArrayList<Field>();
    collect("", Json.MAPPER.readTree(Definitions.json(definition)).at("/nodes/" + node), found);
    return found;
  }

  private static void collect(String path, JsonNode node, List<Field> into) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(one -> collect(join(path, one.getKey()), one.getValue(), into));
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          collect(join(path, Integer.toString(i)), array.get(i), into);
        }
      }
      default ->
          into.add(
              new Field(
                  path,
                  node.asString(),
                  ARROWS.contains(path.substring(path.lastIndexOf('.') + 1))));
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static Definitions.Read read(UnaryOperator<String> change, String before) {
    try {
      return Definitions.read(change.apply(before));
    } catch (Json.Unfit e) {
      return new Definitions.Read.Unfit(e.path());
    }
  }

  static String insert(String json, String after, Kind kind) {
    var whole = object(json);
    var nodes = nodes(whole);
    var before = object(nodes, after);
    int number = nodes.size();
    var name = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    while (nodes.has(name + "-" + number)) {
      number++;
    }
    var id = name + "-" + number;
    var fresh = object(kind.begins);
    if (!kind.floats()) {
      var arrow = arrow(before, after);
      var next = before.get(arrow).asString();
      lead(fresh, kind, next);
      before.put(arrow, id);
    }
    nodes.set(id, fresh);
    return whole.toString();
  }

  private static void lead(ObjectNode fresh, Kind kind, String next) {
    switch (kind) {
      case WAIT -> fresh.put("then", next).put("otherwise", next);
      case BRANCH -> {
        fresh.get("branch").forEach(way -> ((ObjectNode) way).put("next", next));
        fresh.put("otherwise", next);
      }
      case SPLIT -> fresh.get("split").forEach(share -> ((ObjectNode) share).put("next", next));
      default -> fresh.put("next", next);
    }
  }

  /// The arrow of a step behind which something is put.
  private static String arrow(ObjectNode node, String id) {
    for (var name : List.of("next", "otherwise")) {
      if (node.has(name)) {
        return name;
      }
    }
    throw new Json.Unfit("nodes." + id);
  }

  static String change(String json, String id, Map<String, String> fields) {
    var whole = object(json);
    var node = object(nodes(whole), id);
    fields.forEach((path, value) -> set(node, path, value, id));
    return whole.toString();
  }

  /// What was a number stays one.
  private static void set(ObjectNode node, String path, String value, String id) {
    var parts = path.split("\\.");
    JsonNode at = node;
    for (int i = 0; i < parts.length - 1; i++) {
      at = at.isArray() ? at.path(Integer.parseInt(parts[i])) : at.path(parts[i]);
    }
    if (at instanceof ObjectNode object && object.has(parts[parts.length - 1])) {
      var name = parts[parts.length - 1];
      var old = object.get(name);
      if (old.isNumber()) {
        try {
          object.put(name, Integer.parseInt(value.strip()));
        } catch (NumberFormatException e) {
          throw new Json.Unfit("nodes." + id + "." + path);
        }
      } else if (old.isBoolean()) {
        object.put(name, Boolean.parseBoolean(value));
      } else {
        object.put(name, value.strip());
      }
    } else if (at instanceof ArrayNode array) {
      array.set(Integer.parseInt(parts[parts.length - 1]), Json.MAPPER.valueToTree(value.strip()));
    } else {
      throw new Json.Unfit("nodes." + id + "." + path);
    }
  }

  static String remove(String json, String id) {
    var whole = object(json);
    var nodes = nodes(whole);
    if (id.equals(Definition.ENTER)) {
      throw new Json.Unfit("nodes.enter");
    }
    var gone = object(nodes, id);
    nodes.remove(id);
    var found = new ArrayList<Field>();
    collect("", gone, found);
    found.stream()
        .filter(Field::arrow)
        .map(Field::value)
        .findFirst()
        .ifPresent(next -> nodes.forEach(node -> redirect(node, id, next)));
    return whole.toString();
  }

  private static void redirect(JsonNode node, String from, String to) {
    if (node instanceof ObjectNode object) {
      for (var one : List.copyOf(object.properties())) {
        if (ARROWS.contains(one.getKey()) && from.equals(one.getValue().asString(""))) {
          object.put(one.getKey(), to);
        } else {
          redirect(one.getValue(), from, to);
        }
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(one -> redirect(one, from, to));
    }
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) Json.MAPPER.readTree(json);
  }

  private static ObjectNode nodes(ObjectNode whole) {
    return object(whole, "nodes");
  }

  private static ObjectNode object(ObjectNode in, String name) {
    if (in.get(name) instanceof ObjectNode object) {
      return object;
    }
    throw new Json.Unfit("nodes." + name);
  }
}
