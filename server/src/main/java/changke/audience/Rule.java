package changke.audience;

import java.util.List;

/// What somebody must have done or be to belong to a segment, in the names of the journal. Days are
/// local days counted back from and including today; [#EVER] looks at all of them.
public sealed interface Rule {

  int EVER = Integer.MAX_VALUE;

  /// Did something at least so many times, or with `onDays` on so many different days.
  record Did(String kind, int times, boolean onDays, int within) implements Rule {}

  /// Did these one after the other, each on a later day than the one before.
  record InOrder(List<String> kinds, int within) implements Rule {
    public InOrder {
      kinds = List.copyOf(kinds);
    }
  }

  /// Something known compares so with a value: one of [Known], or `traits.NAME` for what was said
  /// with identify. Who lacks it never matches.
  record Is(String trait, Comparison is, String value) implements Rule {}

  record All(List<Rule> rules) implements Rule {
    public All {
      rules = List.copyOf(rules);
    }
  }

  record Any(List<Rule> rules) implements Rule {
    public Any {
      rules = List.copyOf(rules);
    }
  }

  record Not(Rule rule) implements Rule {}

  /// How a value is compared; texts can only be equal.
  enum Comparison {
    EQUAL("="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }
}
