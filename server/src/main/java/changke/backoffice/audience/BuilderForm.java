package changke.backoffice.audience;

import changke.audience.Rule;
import changke.audience.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// What stands in the fields of the builder. Every row sends all of its fields, so that the n-th
/// value of each name belongs to the n-th row.
///
/// @param id of the segment that is changed; null for a new one
record BuilderForm(@Nullable UUID id, int version, String name, Unit unit, List<Row> rows) {

  private static final int MOST_ROWS = 20;
  private static final int LONGEST = 400;

  static BuilderForm fresh() {
    return new BuilderForm(null, 0, "", Unit.BUYER, List.of(Row.empty(0)));
  }

  static BuilderForm of(MultiValueMap<String, String> fields) {
    var types = fields.getOrDefault("type", List.of());
    var rows = new ArrayList<Row>();
    for (int i = 0; i < Math.min(types.size(), MOST_ROWS); i++) {
      rows.add(
          new Row(
              Math.clamp(number(field(fields, "group", i)), 0, MOST_ROWS),
              constant(Row.Type.values(), types.get(i), Row.Type.DID),
              field(fields, "kind", i),
              field(fields, "times", i),
              field(fields, "within", i),
              field(fields, "kinds", i),
              field(fields, "trait", i),
              field(fields, "is", i),
              field(fields, "value", i)));
    }
    return new BuilderForm(
        id(field(fields, "id", 0)),
        number(field(fields, "version", 0)),
        field(fields, "name", 0),
        constant(Unit.values(), field(fields, "unit", 0), Unit.BUYER),
        rows.isEmpty() ? List.of(Row.empty(0)) : rows);
  }

  /// What a button does to the rows: `or:GROUP`, `and`, `drop:ROW`; anything else nothing.
  BuilderForm after(String act) {
    var changed = new ArrayList<>(rows);
    if (act.startsWith("drop:") && rows.size() > 1) {
      int row = number(act.substring(5));
      if (row >= 0 && row < rows.size()) {
        changed.remove(row);
      }
    } else if (act.startsWith("or:") && rows.size() < MOST_ROWS) {
      int group = number(act.substring(3));
      int at = rows.size();
      for (int i = 0; i < rows.size(); i++) {
        at = rows.get(i).group() == group ? i + 1 : at;
      }
      changed.add(at, Row.empty(group));
    } else if (act.equals("and") && rows.size() < MOST_ROWS) {
      changed.add(Row.empty(rows.stream().mapToInt(Row::group).max().orElse(-1) + 1));
    }
    return new BuilderForm(id, version, name, unit, changed);
  }

  /// The conditions of all rows.
  Rule rule() {
    var groups = new ArrayList<Rule>();
    for (var group : groups()) {
      var alternatives = group.stream().map(at -> rows.get(at).rule()).toList();
      groups.add(alternatives.size() == 1 ? alternatives.getFirst() : new Rule.Any(alternatives));
    }
    return new Rule.All(groups);
  }

  /// The places of the rows of each group.
  List<List<Integer>> groups() {
    var byGroup = new java.util.TreeMap<Integer, List<Integer>>();
    for (int i = 0; i < rows.size(); i++) {
      byGroup.computeIfAbsent(rows.get(i).group(), group -> new ArrayList<>()).add(i);
    }
    return List.copyOf(byGroup.values());
  }

  private static String field(MultiValueMap<String, String> fields, String name, int at) {
    var values = fields.getOrDefault(name, List.of());
    var value = at < values.size() ? values.get(at) : "";
    return value == null ? "" : value.substring(0, Math.min(LONGEST, value.length()));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static @Nullable UUID id(String text) {
    try {
      return text.isBlank() ? null : UUID.fromString(text.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static <E extends Enum<E>> E constant(E[] all, String name, E otherwise) {
    return Optional.ofNullable(name).stream()
        .flatMap(wanted -> java.util.Arrays.stream(all).filter(one -> one.name().equals(wanted)))
        .findFirst()
        .orElse(otherwise);
  }
}
