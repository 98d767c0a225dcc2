package changke.payments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compares a provider's list with ours. Pure.
///
/// A payment of theirs may have been told to us on another day, so `known` are ours by number
/// whenever they were; of our own day's lines (`today`), each must be in their list of that day or
/// one beside it (`around`).
final class Reconciling {

  private Reconciling() {}

  /// A line's name: a number is given once for each kind.
  record Key(StatementLine.Kind kind, String number) {
    static Key of(StatementLine line) {
      return new Key(line.kind(), line.number());
    }
  }

  static List<Difference> compare(
      List<StatementLine> theirs,
      List<StatementLine> around,
      Map<Key, StatementLine> known,
      List<StatementLine> today) {
    var differences = new ArrayList<Difference>();
    for (var line : theirs) {
      var ours = known.get(Key.of(line));
      if (ours == null) {
        differences.add(difference(Difference.Kind.MISSING_HERE, line, line, null));
      } else if (!ours.amount().equals(line.amount())) {
        differences.add(difference(Difference.Kind.AMOUNT, line, line, ours));
      }
    }
    var there = new HashSet<Key>();
    theirs.forEach(line -> there.add(Key.of(line)));
    around.forEach(line -> there.add(Key.of(line)));
    for (var line : today) {
      if (!there.contains(Key.of(line))) {
        differences.add(difference(Difference.Kind.MISSING_THERE, line, null, line));
      }
    }
    differences.sort(Comparator.comparing(Difference::kind).thenComparing(Difference::number));
    return differences;
  }

  static Map<Key, StatementLine> byKey(List<StatementLine> lines) {
    var map = new HashMap<Key, StatementLine>();
    lines.forEach(line -> map.put(Key.of(line), line));
    return map;
  }

  private static Difference difference(
      Difference.Kind kind,
      StatementLine line,
      @Nullable StatementLine theirs,
      @Nullable StatementLine ours) {
    return new Difference(
        kind,
        line.kind(),
        line.number(),
        line.reference(),
        theirs == null ? "" : theirs.amount().toString(),
        ours == null ? "" : ours.amount().toString());
  }
}
