package changke.journeys;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads parts of a definition that anybody may have sent, and says where it is not one.
record Json(String path, JsonNode node) {

  static final JsonMapper MAPPER = JsonMapper.shared();

  /// What was read is no definition; `path` says where.
  static final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String path;

    Unfit(String path) {
      super(path);
      this.path = path;
    }

    String path() {
      return path;
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  Unfit unfit() {
    return new Unfit(path);
  }

  boolean has(String name) {
    return node.has(name) && !node.get(name).isNull();
  }

  Json at(String name) {
    if (!node.isObject() || !has(name)) {
      throw new Unfit(path + "." + name);
    }
    return new Json(path + "." + name, node.get(name));
  }

  String text(String name) {
    return at(name).text();
  }

  @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  String text() {
    if (!node.isString() && !node.isNumber() && !node.isBoolean()) {
      throw unfit();
    }
    var text = node.asString();
    if (text.length() > 1_000) {
      throw unfit();
    }
    return text;
  }

  int number(String name) {
    var found = at(name);
    if (!found.node.canConvertToInt()) {
      throw found.unfit();
    }
    return found.node.asInt();
  }

  int number(String name, int otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  boolean truth(String name) {
    return has(name) && node.get(name).asBoolean(false);
  }

  /// A text that something can be made of.
  <T> T parse(String name, Function<String, T> make) {
    try {
      return make.apply(text(name));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new Unfit(path + "." + name);
    }
  }

  <T> List<T> list(String name, Function<Json, T> each) {
    if (!has(name)) {
      return List.of();
    }
    var array = at(name);
    if (!array.node.isArray() || array.node.size() > 100) {
      throw array.unfit();
    }
    var all = new ArrayList<T>();
    for (int i = 0; i < array.node.size(); i++) {
      all.add(each.apply(new Json(array.path + "[" + i + "]", array.node.get(i))));
    }
    return all;
  }

  Map<String, String> texts(String name) {
    if (!has(name)) {
      return Map.of();
    }
    var object = at(name);
    if (!object.node.isObject() || object.node.size() > 50) {
      throw object.unfit();
    }
    var all = new java.util.TreeMap<String, String>();
    object
        .node
        .properties()
        .forEach(one ->
            all.put(
                one.getKey(), new Json(object.path + "." + one.getKey(), one.getValue()).text()));
    return all;
  }
}
