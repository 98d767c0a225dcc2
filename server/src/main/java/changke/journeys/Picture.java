package changke.journeys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A definition laid out to be drawn: steps in rows by how far they are from the beginning.
///
/// @param width in columns, `height` in rows
public record Picture(List<Box> boxes, List<Arrow> arrows, int width, int height) {

  /// A step in a column and a row.
  ///
  /// @param kind `enter`, `delay`, `wait`, `branch`, `split`, `holdout`, `act`, `goal` or `exit`
  public record Box(String id, String kind, int column, int row) {}

  /// From one box to another; `way` counts the ways out of a step from 0.
  public record Arrow(Box from, Box to, int way) {}

  public static Picture of(Definition definition) {
    var rows = new HashMap<String, Integer>();
    var queue = new java.util.ArrayDeque<String>(List.of(Definition.ENTER));
    rows.put(Definition.ENTER, 0);
    while (!queue.isEmpty()) {
      var id = queue.pop();
      int below = rows.getOrDefault(id, 0) + 1;
      var node = definition.nodes().get(id);
      for (var next : node == null ? List.<String>of() : Definition.after(node)) {
        if (definition.nodes().containsKey(next) && rows.putIfAbsent(next, below) == null) {
          queue.add(next);
        }
      }
    }
    int last = rows.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    var used = new HashMap<Integer, Integer>();
    var boxes = new java.util.LinkedHashMap<String, Box>();
    definition
        .nodes()
        .forEach((id, node) -> {
          int row = rows.getOrDefault(id, last);
          int column = used.merge(row, 1, Integer::sum) - 1;
          boxes.put(id, new Box(id, kind(node), column, row));
        });
    return new Picture(
        List.copyOf(boxes.values()),
        arrows(definition, boxes),
        used.values().stream().mapToInt(Integer::intValue).max().orElse(1),
        used.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1);
  }

  private static List<Arrow> arrows(Definition definition, Map<String, Box> boxes) {
    var arrows = new ArrayList<Arrow>();
    definition
        .nodes()
        .forEach((id, node) -> {
          int way = 0;
          for (var next : Definition.after(node)) {
            var from = boxes.get(id);
            var to = boxes.get(next);
            if (from != null && to != null) {
              arrows.add(new Arrow(from, to, way));
            }
            way++;
          }
        });
    return arrows;
  }

  public static String kind(Node node) {
    return switch (node) {
      case Node.Enter enter -> "enter";
      case Node.Delay delay -> "delay";
      case Node.Wait wait -> "wait";
      case Node.Branch branch -> "branch";
      case Node.Split split -> "split";
      case Node.Holdout holdout -> "holdout";
      case Node.Act act -> "act";
      case Node.Goal goal -> "goal";
      case Node.Exit exit -> "exit";
    };
  }
}
