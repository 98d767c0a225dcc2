package changke.trials;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether conditions are met. What is unknown meets none, not even "is not".
final class Conditions {

  private Conditions() {}

  static boolean all(List<Condition> conditions, Subject subject, Known known) {
    return conditions.stream().allMatch(condition -> isMet(condition, subject, known));
  }

  private static boolean isMet(Condition condition, Subject subject, Known known) {
    return switch (condition.of()) {
      case SEGMENT ->
          subject.known().isPresent()
              && member(condition, known) == (condition.is() != Condition.Is.NOT);
      case TRAIT ->
          Optional.ofNullable(known.traits().get(condition.name()))
              .map(value -> compares(value, condition))
              .orElse(false);
      case CONTEXT ->
          said(subject, condition.name()).map(value -> compares(value, condition)).orElse(false);
    };
  }

  private static boolean member(Condition condition, Known known) {
    try {
      return known.segments().contains(UUID.fromString(condition.name()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<String> said(Subject subject, String name) {
    if (name.equals("targetingKey")) {
      return Optional.of(subject.targetingKey()).filter(key -> !key.isEmpty());
    }
    @Nullable Object at = subject.context().get(name);
    if (at == null && name.indexOf('.') > 0) {
      at = subject.context();
      for (var part : name.split("\\.", -1)) {
        at = at instanceof Map<?, ?> map ? map.get(part) : null;
      }
    }
    return at instanceof String || at instanceof Number || at instanceof Boolean
        ? Optional.of(at.toString())
        : Optional.empty();
  }

  private static boolean compares(String value, Condition condition) {
    var wanted = condition.value();
    return switch (condition.is()) {
      case EQUAL -> isSame(value, wanted);
      case NOT -> !isSame(value, wanted);
      case ONE_OF ->
          Arrays.stream(wanted.split(",", -1)).anyMatch(one -> isSame(value, one.strip()));
      case BEGINS -> value.startsWith(wanted);
      case AT_LEAST -> order(value, wanted) >= 0;
      case AT_MOST -> {
        int order = order(value, wanted);
        yield order != UNORDERED && order <= 0;
      }
    };
  }

  private static final int UNORDERED = -2;

  private static boolean isSame(String a, String b) {
    return a.equals(b) || order(a, b) == 0;
  }

  /// Numbers only; others have no order.
  private static int order(String a, String b) {
    try {
      return Integer.signum(new BigDecimal(a).compareTo(new BigDecimal(b.strip())));
    } catch (NumberFormatException e) {
      return UNORDERED;
    }
  }
}
