package changke.journeys;

import changke.audience.Rule.Comparison;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event of the journal: its kind, and what its properties must be.
public record Match(String kind, List<Test> tests) {

  /// One property compared with a value. A path such as `products.category` looks into lists and
  /// holds when one of them does. A value that begins with `$` is a property of the event by which
  /// the person entered: `order_id = $order_id` is the same order.
  public record Test(String property, Comparison is, String value) {

    boolean holds(Map<String, Object> properties, Map<String, Object> entry) {
      var wanted =
          value.startsWith("$") ? Properties.first(entry, value.substring(1)).orElse(null) : value;
      return wanted != null
          && Properties.all(properties, property).stream()
              .anyMatch(found -> compare(found, wanted));
    }

    private boolean compare(String found, String wanted) {
      var left = Properties.number(found);
      var right = Properties.number(wanted);
      if (left == null || right == null) {
        return is == Comparison.EQUAL && found.equals(wanted);
      }
      int order = left.compareTo(right);
      return switch (is) {
        case EQUAL -> order == 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case MORE -> order > 0;
        case AT_LEAST -> order >= 0;
      };
    }
  }

  /// An event that the module keeps, because some journey watches for its kind.
  record Seen(java.util.UUID fact, String kind, Instant at, Map<String, Object> properties) {}

  public Match {
    tests = List.copyOf(tests);
  }

  public static Match of(String kind) {
    return new Match(kind, List.of());
  }

  boolean fits(String kind, Map<String, Object> properties, Map<String, Object> entry) {
    return this.kind.equals(kind) && tests.stream().allMatch(test -> test.holds(properties, entry));
  }

  boolean fits(Seen seen, Map<String, Object> entry) {
    return fits(seen.kind(), seen.properties(), entry);
  }

  /// Reads of properties as text.
  static final class Properties {

    private Properties() {}

    static Optional<String> first(Map<String, Object> properties, String path) {
      return all(properties, path).stream().findFirst();
    }

    static List<String> all(@Nullable Object value, String path) {
      return switch (value) {
        case null -> List.of();
        case List<?> list -> list.stream().flatMap(one -> all(one, path).stream()).toList();
        case Map<?, ?> map -> {
          if (path.isEmpty()) {
            yield List.of();
          }
          if (map.containsKey(path)) {
            yield all(map.get(path), "");
          }
          int dot = path.indexOf('.');
          yield dot < 0 ? List.of() : all(map.get(path.substring(0, dot)), path.substring(dot + 1));
        }
        default -> path.isEmpty() ? List.of(String.valueOf(value)) : List.of();
      };
    }

    static java.math.@Nullable BigDecimal number(String text) {
      try {
        return text.length() > 40 ? null : new java.math.BigDecimal(text.strip());
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }
}
