package changke.engine.segment;

import java.util.List;

/// What somebody must have done or be to belong to a segment.
///
/// `days` always counts local days back from and including the day of asking; [#EVER] looks at all
/// days up to it.
public sealed interface Condition {

  int EVER = Integer.MAX_VALUE;

  /// Active by a kind on at least this many different days; "did not" is [Not] of it.
  record ActiveDays(int kind, int atLeast, int days) implements Condition {
    public ActiveDays {
      if (atLeast < 1 || days < 1) {
        throw new IllegalArgumentException(atLeast + " times in " + days + " days");
      }
    }
  }

  /// Did something of a kind at least this many times; several times a day count each.
  record Times(int kind, int atLeast, int days) implements Condition {
    public Times {
      if (atLeast < 1 || days < 1) {
        throw new IllegalArgumentException(atLeast + " times in " + days + " days");
      }
    }
  }

  /// Did the kinds one after the other, each on a later day than the one before.
  record InSequence(List<Integer> kinds, int days) implements Condition {
    public InSequence {
      kinds = List.copyOf(kinds);
      if (kinds.isEmpty() || days < 1) {
        throw new IllegalArgumentException(kinds + " in " + days + " days");
      }
    }
  }

  /// A trait compares so with a value; somebody without the trait never matches.
  record Trait(int trait, Comparison is, long value) implements Condition {}

  /// All of them; nothing asked is true of everybody.
  record And(List<Condition> all) implements Condition {
    public And {
      all = List.copyOf(all);
    }
  }

  /// At least one of them; nothing offered is true of nobody.
  record Or(List<Condition> any) implements Condition {
    public Or {
      any = List.copyOf(any);
    }
  }

  record Not(Condition condition) implements Condition {}

  /// How a trait is compared.
  enum Comparison {
    EQUAL,
    LESS,
    AT_MOST,
    MORE,
    AT_LEAST
  }

  static Condition did(int kind, int days) {
    return new ActiveDays(kind, 1, days);
  }

  static Condition didNot(int kind, int days) {
    return new Not(did(kind, days));
  }

  static Condition all(Condition... conditions) {
    return new And(List.of(conditions));
  }

  static Condition any(Condition... conditions) {
    return new Or(List.of(conditions));
  }
}
