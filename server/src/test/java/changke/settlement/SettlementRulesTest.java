package changke.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.api.Test;

class SettlementRulesTest {

  private static final Currency YUAN = Currency.getInstance("CNY");
  private static final SettlementSettings SETTINGS = new SettlementSettings(7, 1, 14, 100, 500);

  @Test
  void who_sells_little_waits_as_long_as_anyone() {
    assertThat(SettlementRules.days(0, 0, SETTINGS)).isEqualTo(7);
    assertThat(SettlementRules.days(19, 19, SETTINGS)).isEqualTo(7);
  }

  @Test
  void quality_shortens_the_wait_and_its_lack_lengthens_it() {
    assertThat(SettlementRules.days(100, 0, SETTINGS)).isEqualTo(1);
    assertThat(SettlementRules.days(100, 1, SETTINGS)).isEqualTo(1);
    assertThat(SettlementRules.days(100, 2, SETTINGS)).isEqualTo(7);
    assertThat(SettlementRules.days(100, 5, SETTINGS)).isEqualTo(7);
    assertThat(SettlementRules.days(100, 6, SETTINGS)).isEqualTo(14);
  }

  @Test
  void due_is_what_is_owed_without_what_waits_and_never_below_nothing() {
    assertStanding(1_000, 400, 400, 600);
    assertStanding(1_000, 0, 0, 1_000);
    assertStanding(300, 400, 300, 0);
    assertStanding(-50, 0, 0, 0);
    assertStanding(-50, 400, 0, 0);
    assertStanding(500, -20, 0, 500);
  }

  private static void assertStanding(long owed, long young, long waits, long due) {
    var standing = SettlementRules.standing(owed, young, 7, YUAN);
    assertThat(standing.waits().minor()).isEqualTo(waits);
    assertThat(standing.due().minor()).isEqualTo(due);
    assertThat(standing.inDebt()).isEqualTo(owed < 0);
  }
}
