package changke.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StageRulesTest {

  private static final int TODAY = 20_000;

  private static Stage stage(int today, int... days) {
    return StageRules.of(days, Thresholds.BUYERS, today).stage();
  }

  @Test
  void silence_leads_from_at_risk_over_dormant_to_lost() {
    assertThat(stage(TODAY, TODAY - 100, TODAY - 29)).isEqualTo(Stage.ACTIVE);
    assertThat(stage(TODAY, TODAY - 100, TODAY - 30)).isEqualTo(Stage.AT_RISK);
    assertThat(stage(TODAY, TODAY - 100, TODAY - 89)).isEqualTo(Stage.AT_RISK);
    assertThat(stage(TODAY, TODAY - 100, TODAY - 90)).isEqualTo(Stage.DORMANT);
    assertThat(stage(TODAY, TODAY - 300, TODAY - 179)).isEqualTo(Stage.DORMANT);
    assertThat(stage(TODAY, TODAY - 300, TODAY - 180)).isEqualTo(Stage.LOST);
  }

  @Test
  void who_comes_back_has_returned_for_a_while_and_is_active_then() {
    assertThat(stage(TODAY, TODAY - 100, TODAY)).isEqualTo(Stage.RETURNED);
    assertThat(stage(TODAY + 29, TODAY - 100, TODAY, TODAY + 20)).isEqualTo(Stage.RETURNED);
    assertThat(stage(TODAY + 30, TODAY - 100, TODAY, TODAY + 20)).isEqualTo(Stage.ACTIVE);
    assertThat(stage(TODAY, TODAY - 89, TODAY)).as("was only at risk").isEqualTo(Stage.ACTIVE);
  }

  @Test
  void somebody_new_is_new_until_the_month_is_over() {
    assertThat(stage(TODAY, TODAY)).isEqualTo(Stage.NEW);
    assertThat(stage(TODAY, TODAY - 29, TODAY - 5)).isEqualTo(Stage.NEW);
    assertThat(stage(TODAY, TODAY - 30, TODAY - 5)).isEqualTo(Stage.ACTIVE);
    assertThat(stage(TODAY, TODAY + 3)).as("a clock ahead").isEqualTo(Stage.NEW);
  }

  /// The other side knows no formula: it lives through every day and looks when the stage changed.
  @Test
  void the_day_since_when_is_the_day_on_which_it_changed() {
    var seed = 20_261_123L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      var days = random.ints(1 + random.nextInt(6), 0, 500).sorted().distinct().toArray();
      Stage before = null;
      int since = -1;
      for (int today = days[0]; today < 800; today++) {
        int now = today;
        var known = Arrays.stream(days).filter(day -> day <= now).toArray();
        var standing = StageRules.of(known, Thresholds.BUYERS, today);
        if (standing.stage() != before) {
          before = standing.stage();
          since = today;
        }
        assertThat(standing.since())
            .as("%s on %d: %s", Arrays.toString(days), today, standing.stage())
            .isEqualTo(since);
      }
    }
  }
}
