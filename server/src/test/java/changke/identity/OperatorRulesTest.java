package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.identity.Operators.Answer;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorRulesTest {

  private static final Set<Right> ALL = Set.of(Right.EVERYTHING);
  private static final Set<Right> RIGHTS_AND_REFUNDS = Set.of(Right.RIGHTS, Right.REFUNDS);

  @Test
  void whoever_has_all_rights_gives_and_takes_any() {
    assertThat(decide(ALL, Set.of(), ALL, 1)).isEqualTo(Answer.DONE);
    assertThat(decide(ALL, ALL, Set.of(Right.AUDIT), 1)).isEqualTo(Answer.DONE);
  }

  @Test
  void nobody_gives_or_takes_what_they_do_not_have() {
    assertThat(decide(RIGHTS_AND_REFUNDS, Set.of(), Set.of(Right.REFUNDS), 1))
        .isEqualTo(Answer.DONE);
    assertThat(decide(RIGHTS_AND_REFUNDS, Set.of(), Set.of(Right.PAYOUTS), 1))
        .isEqualTo(Answer.NOT_YOURS);
    assertThat(decide(RIGHTS_AND_REFUNDS, Set.of(Right.PAYOUTS), Set.of(), 1))
        .isEqualTo(Answer.NOT_YOURS);
    assertThat(decide(RIGHTS_AND_REFUNDS, Set.of(), ALL, 1)).isEqualTo(Answer.NOT_YOURS);
    assertThat(decide(Set.of(Right.REFUNDS), Set.of(), Set.of(Right.REFUNDS), 1))
        .isEqualTo(Answer.NOT_YOURS);
  }

  @Test
  void nobody_touches_somebody_above() {
    assertThat(
            decide(
                RIGHTS_AND_REFUNDS,
                Set.of(Right.EVERYTHING),
                Set.of(Right.EVERYTHING, Right.REFUNDS),
                3))
        .isEqualTo(Answer.NOT_YOURS);
  }

  @Test
  void the_last_with_all_rights_cannot_lose_them() {
    assertThat(decide(ALL, ALL, Set.of(), 0)).isEqualTo(Answer.LAST);
    assertThat(decide(ALL, ALL, EnumSet.complementOf(EnumSet.of(Right.EVERYTHING)), 0))
        .isEqualTo(Answer.LAST);
    assertThat(decide(ALL, ALL, Set.of(Right.EVERYTHING, Right.AUDIT), 0)).isEqualTo(Answer.DONE);
  }

  private static Answer decide(
      Set<Right> mine, Set<Right> before, Set<Right> wanted, int othersWithAll) {
    var changed = EnumSet.noneOf(Right.class);
    for (var right : Right.values()) {
      if (before.contains(right) != wanted.contains(right)) {
        changed.add(right);
      }
    }
    return OperatorRules.decide(mine, changed, before, wanted, othersWithAll);
  }
}
