package changke.insights;

import changke.engine.funnel.PathReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Draws flows from step to step: nodes as bars, links as ribbons whose width is how many went.
final class Sankey {

  private static final int STEP = 190;
  private static final int BAR = 12;
  private static final int HEIGHT = 420;
  private static final int TOP = 12;
  private static final int GAP = 20;

  private final PathReport report;
  private final IntFunction<String> name;
  private final Voice voice;
  private final Map<Long, double[]> place = new HashMap<>();
  private final Map<Long, Double> used = new HashMap<>();
  private double scale = 1;

  private Sankey(PathReport report, IntFunction<String> name, Voice voice) {
    this.report = report;
    this.name = name;
    this.voice = voice;
  }

  static String draw(PathReport report, IntFunction<String> name, String label, Voice voice) {
    return new Sankey(report, name, voice).draw(label);
  }

  private String draw(String label) {
    int steps = report.nodes().stream().mapToInt(PathReport.Node::step).max().orElse(0) + 1;
    var svg = new Svg(Math.max(360, steps * STEP), HEIGHT, label);
    scale = scale(steps);
    for (int step = 0; step < steps; step++) {
      double y = TOP;
      for (var node : nodes(step)) {
        double height = Math.max(1, node.sessions() * scale);
        place.put(key(step, node.kind()), new double[] {y, height});
        y += height + GAP;
      }
    }
    for (var link : report.links()) {
      if (link.to() != PathReport.DROP_OFF) {
        ribbon(svg, link);
      }
    }
    for (int step = 0; step < steps; step++) {
      for (var node : nodes(step)) {
        node(svg, node);
      }
    }
    return svg.done();
  }

  private double scale(int steps) {
    double scale = Double.MAX_VALUE;
    for (int step = 0; step < steps; step++) {
      var nodes = nodes(step);
      long sum = nodes.stream().mapToLong(PathReport.Node::sessions).sum();
      double room = HEIGHT - 2 * TOP - GAP * Math.max(0, nodes.size() - 1);
      scale = Math.min(scale, room / Math.max(1, sum));
    }
    return scale;
  }

  private List<PathReport.Node> nodes(int step) {
    var nodes = new ArrayList<PathReport.Node>();
    for (var node : report.nodes()) {
      if (node.step() == step) {
        nodes.add(node);
      }
    }
    nodes.sort((a, b) -> Long.compare(b.sessions(), a.sessions()));
    return nodes;
  }

  private void node(Svg svg, PathReport.Node node) {
    var at = place.getOrDefault(key(node.step(), node.kind()), new double[2]);
    double x = node.step() * (double) STEP;
    var text = name.apply(node.kind());
    svg.rectangle(
        "fill s" + Math.floorMod(node.kind(), 6),
        x,
        at[0],
        BAR,
        at[1],
        text + ": " + voice.number(node.sessions()));
    double y = at[0] + Math.max(10, Math.min(at[1] / 2 + 4, at[1]));
    svg.text("start", x + BAR + 6, y, cut(text) + " " + voice.number(node.sessions()));
  }

  private static String cut(String text) {
    return text.length() > 22 ? text.substring(0, 21) + "…" : text;
  }

  private void ribbon(Svg svg, PathReport.Link link) {
    var from = place.get(key(link.step(), link.from()));
    var to = place.get(key(link.step() + 1, link.to()));
    if (from == null || to == null) {
      return;
    }
    double width = link.sessions() * scale;
    double y1 = from[0] + take(key(link.step(), link.from()) * 2, width);
    double y2 = to[0] + take(key(link.step() + 1, link.to()) * 2 + 1, width);
    double x1 = link.step() * (double) STEP + BAR;
    double x2 = (link.step() + 1) * (double) STEP;
    double bend = (x1 + x2) / 2;
    svg.path(
        "ribbon s" + Math.floorMod(link.from(), 6),
        "M%s %sC%s %s %s %s %s %sL%s %sC%s %s %s %s %s %sZ"
            .formatted(
                Svg.number(x1), Svg.number(y1),
                Svg.number(bend), Svg.number(y1),
                Svg.number(bend), Svg.number(y2),
                Svg.number(x2), Svg.number(y2),
                Svg.number(x2), Svg.number(y2 + width),
                Svg.number(bend), Svg.number(y2 + width),
                Svg.number(bend), Svg.number(y1 + width),
                Svg.number(x1), Svg.number(y1 + width)),
        name.apply(link.from())
            + " → "
            + name.apply(link.to())
            + ": "
            + voice.number(link.sessions()));
  }

  private double take(long side, double width) {
    double start = used.getOrDefault(side, 0.0);
    used.put(side, start + width);
    return start;
  }

  private static long key(int step, int kind) {
    return step * 100_000L + kind + 10;
  }
}
