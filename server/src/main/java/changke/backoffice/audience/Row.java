package changke.backoffice.audience;

import changke.audience.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One condition in the builder, as it stands in its fields.
///
/// @param group rows of one group are alternatives; all groups must be met
/// @param kinds for an order, the kinds separated by commas
record Row(
    int group,
    Type type,
    String kind,
    String times,
    String within,
    String kinds,
    String trait,
    String is,
    String value) {

  /// What is asked.
  enum Type {
    DID,
    DID_NOT,
    DAYS,
    IN_ORDER,
    IS,
    IS_NOT;

    boolean isTrait() {
      return this == IS || this == IS_NOT;
    }
  }

  static Row empty(int group) {
    return new Row(group, Type.DID, "", "1", "30", "", "stage", "=", "");
  }

  /// The condition of these fields; what is no number becomes one that is refused.
  Rule rule() {
    return switch (type) {
      case DID -> new Rule.Did(kind.strip(), number(times, 1), false, days());
      case DAYS -> new Rule.Did(kind.strip(), number(times, 1), true, days());
      case DID_NOT -> new Rule.Not(new Rule.Did(kind.strip(), number(times, 1), false, days()));
      case IN_ORDER ->
          new Rule.InOrder(Arrays.stream(kinds.split(",")).map(String::strip).toList(), days());
      case IS -> compared();
      case IS_NOT -> new Rule.Not(compared());
    };
  }

  private Rule compared() {
    var sign =
        Arrays.stream(Rule.Comparison.values())
            .filter(one -> one.sign().equals(is))
            .findFirst()
            .orElse(Rule.Comparison.EQUAL);
    return new Rule.Is(trait.strip(), sign, value.strip());
  }

  private int days() {
    return within.isBlank() ? Rule.EVER : number(within, -1);
  }

  private static int number(String text, int whenEmpty) {
    try {
      return text.isBlank() ? whenEmpty : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// The fields of a condition; empty for one that no row can show.
  static Optional<Row> of(int group, Rule rule) {
    return Optional.ofNullable(
        switch (rule) {
          case Rule.Did did when did.onDays() -> did(group, Type.DAYS, did);
          case Rule.Did did -> did(group, Type.DID, did);
          case Rule.Not not when not.rule() instanceof Rule.Did did && !did.onDays() ->
              did(group, Type.DID_NOT, did);
          case Rule.Not not when not.rule() instanceof Rule.Is is -> is(group, Type.IS_NOT, is);
          case Rule.InOrder order ->
              new Row(
                  group,
                  Type.IN_ORDER,
                  "",
                  "1",
                  text(order.within()),
                  order.kinds().stream().collect(Collectors.joining(", ")),
                  "stage",
                  "=",
                  "");
          case Rule.Is is -> is(group, Type.IS, is);
          case Rule.Not not -> null;
          case Rule.All all -> null;
          case Rule.Any any -> null;
        });
  }

  private static Row did(int group, Type type, Rule.Did did) {
    return new Row(
        group,
        type,
        did.kind(),
        String.valueOf(did.times()),
        text(did.within()),
        "",
        "stage",
        "=",
        "");
  }

  private static Row is(int group, Type type, Rule.Is is) {
    return new Row(group, type, "", "1", "30", "", is.trait(), is.is().sign(), is.value());
  }

  private static String text(int within) {
    return within == Rule.EVER ? "" : String.valueOf(within);
  }

  /// The rows of stored conditions; null when they have a shape that the builder cannot show.
  static @Nullable List<Row> rows(Rule rule) {
    var groups = rule instanceof Rule.All all ? all.rules() : List.of(rule);
    var rows = new java.util.ArrayList<Row>();
    for (int group = 0; group < groups.size(); group++) {
      var one = groups.get(group);
      for (var alternative : one instanceof Rule.Any any ? any.rules() : List.of(one)) {
        var row = of(group, alternative);
        if (row.isEmpty()) {
          return null;
        }
        rows.add(row.get());
      }
    }
    return rows;
  }
}
