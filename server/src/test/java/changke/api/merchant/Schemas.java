package changke.api.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Holds answers against a description: as much of JSON Schema as the description uses.
record Schemas(JsonNode description) {

  void fits(String name, JsonNode value) {
    var problems = new ArrayList<String>();
    check(schema(name), value, name, problems);
    assertThat(problems).as(value.toString()).isEmpty();
  }

  void everyReferenceLeadsSomewhere() {
    var found = Pattern.compile("#/components/schemas/(\\w+)").matcher(description.toString());
    var count = 0;
    while (found.find()) {
      count++;
      assertThat(schema(found.group(1)).isMissingNode()).as(found.group(1)).isFalse();
    }
    assertThat(count).isGreaterThan(20);
  }

  private JsonNode schema(String name) {
    return description.at("/components/schemas/" + name);
  }

  private void check(JsonNode schema, JsonNode value, String where, List<String> problems) {
    if (schema.has("$ref")) {
      var name = schema.get("$ref").asString();
      check(schema(name.substring(name.lastIndexOf('/') + 1)), value, where, problems);
    } else if (schema.has("anyOf")) {
      var any = new ArrayList<List<String>>();
      for (var one : schema.get("anyOf")) {
        var tried = new ArrayList<String>();
        check(one, value, where, tried);
        any.add(tried);
      }
      if (any.stream().noneMatch(List::isEmpty)) {
        problems.add(where + " fits none: " + any);
      }
    } else if (!typeFits(schema.get("type"), value)) {
      problems.add(where + " is no " + schema.get("type"));
    } else if (value.isObject() && schema.has("properties")) {
      object(schema, value, where, problems);
    } else if (value.isArray()) {
      value.forEach(item -> check(schema.get("items"), item, where + "[]", problems));
    }
  }

  private void object(JsonNode schema, JsonNode value, String where, List<String> problems) {
    for (var required : schema.get("required")) {
      if (!value.has(required.asString())) {
        problems.add(where + " lacks " + required);
      }
    }
    for (var property : value.properties()) {
      var described = schema.get("properties").get(property.getKey());
      if (described == null) {
        problems.add(where + "." + property.getKey() + " is not described");
      } else {
        check(described, property.getValue(), where + "." + property.getKey(), problems);
      }
    }
  }

  private static boolean typeFits(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      for (var one : type) {
        if (typeFits(one, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asString()) {
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      case "null" -> value.isNull();
      default -> false;
    };
  }
}
