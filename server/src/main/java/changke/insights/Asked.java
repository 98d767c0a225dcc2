package changke.insights;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is asked of a report, as it stands in its address. Anything may come from there: names and
/// values that are too long are dropped, and what a report cannot use has its usual value.
public record Asked(SortedMap<String, String> values) {

  private static final int MOST = 40;
  private static final int LONGEST = 200;

  public Asked {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static Asked of(Map<String, String> parameters) {
    var kept = new TreeMap<String, String>();
    parameters.forEach((name, value) -> {
      if (kept.size() < MOST
          && name.matches("[a-z][a-z0-9]{0,19}")
          && !value.isBlank()
          && value.length() <= LONGEST
          && value.chars().noneMatch(Character::isISOControl)) {
        kept.put(name, value.strip());
      }
    });
    return new Asked(kept);
  }

  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  /// The value if it is one of these, else the first of them.
  public String oneOf(String name, List<String> allowed) {
    var value = text(name);
    return allowed.contains(value) ? value : allowed.getFirst();
  }

  public int number(String name, int otherwise, int least, int most) {
    var value = text(name);
    return value.matches("\\d{1,9}") ? Math.clamp(Integer.parseInt(value), least, most) : otherwise;
  }

  public Optional<LocalDate> date(String name) {
    try {
      var value = text(name);
      return value.matches("\\d{4}-\\d{2}-\\d{2}")
          ? Optional.of(LocalDate.parse(value))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  public Asked with(String name, String value) {
    var changed = new TreeMap<>(values);
    changed.put(name, value);
    return new Asked(changed);
  }

  public Asked without(String name) {
    var changed = new TreeMap<>(values);
    changed.remove(name);
    return new Asked(changed);
  }

  /// As it stands behind the question mark of an address.
  public String query() {
    return values.entrySet().stream()
        .map(value ->
            value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
