package changke.messaging;

import java.util.Arrays;

/// Who wins when a cap leaves room for one.
public enum Priority {
  LOW(0),
  NORMAL(1),
  HIGH(2);

  private final int level;

  Priority(int level) {
    this.level = level;
  }

  /// As tables keep it: the stronger is the greater.
  int level() {
    return level;
  }

  static Priority of(int level) {
    return Arrays.stream(values())
        .filter(one -> one.level == level)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("priority: " + level));
  }
}
