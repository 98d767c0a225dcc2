package changke.insights;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// A picture as data: the page's script draws it, and a table stands behind it.
///
/// @param kind `band` (a line with its interval), `bars`, `stack` or `step`
/// @param unit of the values: `percent` (shares of 1), `money` (major units) or `count`
/// @param x names along the axis
public record Chart(
    String kind, String unit, String axis, List<String> x, List<Series> series, String currency) {

  /// One line or set of bars; `low` and `high` are empty where there is no interval.
  public record Series(String name, List<Double> values, List<Double> low, List<Double> high) {

    public Series {
      values = List.copyOf(values);
      low = List.copyOf(low);
      high = List.copyOf(high);
    }

    Series(String name, List<Double> values) {
      this(name, values, List.of(), List.of());
    }
  }

  public Chart {
    x = List.copyOf(x);
    series = List.copyOf(series);
  }

  Chart(String kind, String unit, String axis, List<String> x, List<Series> series) {
    this(kind, unit, axis, x, series, "");
  }

  public boolean isEmpty() {
    return x.isEmpty();
  }

  /// JSON that may stand inside a `script` element.
  public String json() {
    return JsonMapper.shared().writeValueAsString(this).replace("<", "\\u003c");
  }
}
