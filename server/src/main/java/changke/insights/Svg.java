package changke.insights;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/// Draws pictures that need no script: lines with their intervals, bars, stacks, steps. Colours and
/// type come from the style sheet by class, so that they follow the reader's theme; everything that
/// was written by others is escaped.
final class Svg {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;
  private static final int LEFT = 88;
  private static final int RIGHT = 12;
  private static final int TOP = 14;
  private static final int BOTTOM = 34;
  private static final int LABELS = 9;

  private final StringBuilder out = new StringBuilder();
  private final int width;
  private final int height;

  Svg(int width, int height, String label) {
    this.width = width;
    this.height = height;
    out.append(
        "<svg class=\"drawing\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"%s\">"
            .formatted(width, height, escaped(label)));
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  Svg path(String look, String d, String told) {
    out.append("<path class=\"").append(look).append("\" d=\"").append(d).append("\">");
    out.append(title(told)).append("</path>");
    return this;
  }

  Svg rectangle(String look, double x, double y, double w, double h, String told) {
    out.append(
        "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\">%s</rect>"
            .formatted(
                look,
                number(x),
                number(y),
                number(Math.max(0, w)),
                number(Math.max(0, h)),
                title(told)));
    return this;
  }

  Svg line(String look, double x1, double y1, double x2, double y2) {
    out.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(look, number(x1), number(y1), number(x2), number(y2)));
    return this;
  }

  /// Text whose `anchor` (`start`, `middle`, `end`) is at a point.
  Svg text(String anchor, double x, double y, String text) {
    out.append(
        "<text class=\"at-%s\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(anchor, number(x), number(y), escaped(text)));
    return this;
  }

  Svg dot(String look, double x, double y, String told) {
    out.append(
        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"3.5\">%s</circle>"
            .formatted(look, number(x), number(y), title(told)));
    return this;
  }

  private static String title(String told) {
    return told.isEmpty() ? "" : "<title>" + escaped(told) + "</title>";
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  String done() {
    return out.append("</svg>").toString();
  }

  /// Draws a chart; `written` writes a value on the axis and beside a point.
  static String of(Chart chart, String label, DoubleFunction<String> written) {
    return of(chart, label, written, Overlay.NONE);
  }

  /// The same with a line for what should be reached and marks for what was changed.
  static String of(Chart chart, String label, DoubleFunction<String> written, Overlay overlay) {
    if (chart.isEmpty()) {
      return "";
    }
    return new Plot(chart, label, written, overlay).draw();
  }

  private static final class Plot {

    private final Chart chart;
    private final DoubleFunction<String> written;
    private final Svg svg;
    private final Overlay overlay;
    private final double low;
    private final double high;

    Plot(Chart chart, String label, DoubleFunction<String> written, Overlay overlay) {
      this.overlay = overlay;
      this.chart = chart;
      this.written = written;
      svg = new Svg(WIDTH, HEIGHT, label);
      low = Math.min(0, extreme(false));
      high = nice(Math.max(Math.max(extreme(true), overlay.target().orElse(0)), low + 1e-9));
    }

    private double extreme(boolean top) {
      double found = 0;
      boolean stacked = chart.kind().equals("stack");
      for (int i = 0; i < chart.x().size(); i++) {
        double up = 0;
        double down = 0;
        for (var series : chart.series()) {
          double value = series.values().get(i);
          double upper = series.high().isEmpty() ? value : series.high().get(i);
          up = stacked ? up + Math.max(0, value) : Math.max(up, upper);
          down = stacked ? down + Math.min(0, value) : Math.min(down, value);
        }
        found = top ? Math.max(found, up) : Math.min(found, down);
      }
      return found;
    }

    private static double nice(double top) {
      double unit = Math.pow(10, Math.floor(Math.log10(top)));
      for (double step : new double[] {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10}) {
        if (step * unit >= top) {
          return step * unit;
        }
      }
      return 10 * unit;
    }

    private double x(double slot) {
      return LEFT + (WIDTH - LEFT - RIGHT) * slot / Math.max(1, chart.x().size());
    }

    private double y(double value) {
      return TOP + (HEIGHT - TOP - BOTTOM) * (high - value) / (high - low);
    }

    String draw() {
      for (int i = 0; i <= 4; i++) {
        double value = low + (high - low) * i / 4;
        svg.line("rule", LEFT, y(value), WIDTH - RIGHT, y(value));
        svg.text("end", LEFT - 8, y(value) + 4, written.apply(value));
      }
      int every = (chart.x().size() + LABELS - 1) / LABELS;
      for (int i = 0; i < chart.x().size(); i += every) {
        svg.text("middle", x(i + 0.5), HEIGHT - BOTTOM + 20, chart.x().get(i));
      }
      switch (chart.kind()) {
        case "stack" -> stack();
        case "bars" -> bars();
        default -> lines();
      }
      overlay();
      return svg.done() + legend();
    }

    private void overlay() {
      overlay
          .target()
          .ifPresent(value -> {
            var across =
                "M%s %sH%s".formatted(number(LEFT), number(y(value)), number(WIDTH - RIGHT));
            svg.path("target", across, overlay.told());
          });
      new TreeMap<>(overlay.marks())
          .forEach((at, words) -> {
            var down =
                "M%s %sV%s".formatted(number(x(at + 0.5)), number(TOP), number(HEIGHT - BOTTOM));
            svg.path("mark", down, words);
            svg.dot("mark", x(at + 0.5), TOP, words);
          });
    }

    private void stack() {
      for (int i = 0; i < chart.x().size(); i++) {
        double up = 0;
        double down = 0;
        for (int s = 0; s < chart.series().size(); s++) {
          double value = chart.series().get(s).values().get(i);
          double from = value < 0 ? down : up;
          double upper = Math.max(from, from + value);
          svg.rectangle(
              "fill s" + s % 6,
              x(i + 0.12),
              y(upper),
              x(0.76) - x(0),
              y(upper - Math.abs(value)) - y(upper),
              told(i, s));
          if (value < 0) {
            down += value;
          } else {
            up += value;
          }
        }
      }
      svg.line("axis", LEFT, y(0), WIDTH - RIGHT, y(0));
    }

    private void bars() {
      int many = chart.series().size();
      for (int i = 0; i < chart.x().size(); i++) {
        for (int s = 0; s < many; s++) {
          var series = chart.series().get(s);
          double value = series.values().get(i);
          double wide = 0.76 / many;
          double left = i + 0.12 + s * wide;
          svg.rectangle(
              "fill s" + s % 6,
              x(left),
              y(Math.max(0, value)),
              x(wide) - x(0),
              Math.abs(y(0) - y(value)),
              told(i, s));
          if (!series.low().isEmpty()) {
            double middle = x(left + wide / 2);
            svg.line("whisker", middle, y(series.low().get(i)), middle, y(series.high().get(i)));
          }
        }
      }
      svg.line("axis", LEFT, y(0), WIDTH - RIGHT, y(0));
    }

    private void lines() {
      boolean steps = chart.kind().equals("step");
      for (int s = 0; s < chart.series().size(); s++) {
        var series = chart.series().get(s);
        if (!series.low().isEmpty()) {
          svg.path("band s" + s % 6, band(series), "");
        }
        svg.path("stroke s" + s % 6, through(series.values(), steps), "");
        if (chart.x().size() <= 60) {
          for (int i = 0; i < chart.x().size(); i++) {
            svg.dot("fill s" + s % 6, x(i + 0.5), y(series.values().get(i)), told(i, s));
          }
        }
      }
    }

    private String band(Chart.Series series) {
      var d = new StringBuilder();
      for (int i = 0; i < series.high().size(); i++) {
        d.append(i == 0 ? "M" : "L").append(point(i, series.high().get(i)));
      }
      for (int i = series.low().size() - 1; i >= 0; i--) {
        d.append("L").append(point(i, series.low().get(i)));
      }
      return d.append("Z").toString();
    }

    private String through(List<Double> values, boolean steps) {
      var d = new StringBuilder();
      for (int i = 0; i < values.size(); i++) {
        if (steps && i > 0) {
          d.append("L").append(point(i, values.get(i - 1)));
        }
        d.append(i == 0 ? "M" : "L").append(point(i, values.get(i)));
      }
      return d.toString();
    }

    private String point(int i, double value) {
      return number(x(i + 0.5)) + " " + number(y(value));
    }

    private String told(int i, int s) {
      var series = chart.series().get(s);
      var interval =
          series.low().isEmpty()
              ? ""
              : " ("
                  + written.apply(series.low().get(i))
                  + " – "
                  + written.apply(series.high().get(i))
                  + ")";
      return chart.x().get(i)
          + " · "
          + series.name()
          + ": "
          + written.apply(series.values().get(i))
          + interval;
    }

    private String legend() {
      var names = new ArrayList<String>();
      for (int s = 0; s < chart.series().size(); s++) {
        names.add(
            "<span class=\"series\"><svg class=\"swatch\" viewBox=\"0 0 12 12\"><rect class=\"fill s"
                + s % 6
                + "\" width=\"12\" height=\"12\" rx=\"2\"/></svg>"
                + escaped(chart.series().get(s).name())
                + "</span>");
      }
      var axis = chart.axis().isEmpty() ? "" : "<span>" + escaped(chart.axis()) + "</span>";
      if (overlay.target().isPresent()) {
        names.add("<span class=\"series\">- - " + escaped(overlay.told()) + "</span>");
      }
      new TreeMap<>(overlay.marks())
          .forEach(
              (at, words) -> names.add("<span class=\"series\">● " + escaped(words) + "</span>"));
      return "<p class=\"drawing-legend\">" + String.join("", names) + axis + "</p>";
    }
  }
}
