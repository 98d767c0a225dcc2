package changke.api.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void twice_the_rate_at_once_and_then_the_rate() {
    var pace = new Pace();
    for (int i = 0; i < 20; i++) {
      assertThat(pace.wait("a", 10, 0)).isZero();
    }
    assertThat(pace.wait("a", 10, 0)).isEqualTo(1);
    assertThat(pace.wait("b", 10, 0)).isZero();
    assertThat(pace.wait("a", 10, 100_000_000)).isZero();
    assertThat(pace.wait("a", 10, 100_000_000)).isEqualTo(1);
  }
}
