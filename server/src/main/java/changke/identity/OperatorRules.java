package changke.identity;

import java.util.Set;

/// What an operator may give and take.
final class OperatorRules {

  private OperatorRules() {}

  /// `mine` are the rights of whoever decides, `changed` those that would be given or taken,
  /// `before` and `wanted` those of the other; `othersWithAll` counts everybody else who has all
  /// rights.
  static Operators.Answer decide(
      Set<Right> mine,
      Set<Right> changed,
      Set<Right> before,
      Set<Right> wanted,
      int othersWithAll) {
    var all = mine.contains(Right.EVERYTHING);
    if (!all && (!mine.contains(Right.RIGHTS) || !mine.containsAll(changed))) {
      return Operators.Answer.NOT_YOURS;
    }
    // Somebody with all rights is above somebody who may only hand out a few.
    if (!all && before.contains(Right.EVERYTHING)) {
      return Operators.Answer.NOT_YOURS;
    }
    var leaves = before.contains(Right.EVERYTHING) && !wanted.contains(Right.EVERYTHING);
    return leaves && othersWithAll == 0 ? Operators.Answer.LAST : Operators.Answer.DONE;
  }
}
