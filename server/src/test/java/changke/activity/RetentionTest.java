package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class RetentionTest {

  @Autowired Retention retention;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  private long facts(UUID fact) {
    return jdbc.sql("SELECT count(*) FROM activity.fact WHERE id = ?")
        .param(fact)
        .query(Long.class)
        .single();
  }

  private void remember(UUID fact, Instant at) {
    jdbc.sql("INSERT INTO activity.fact (id, recorded_at) VALUES (?, ?)")
        .params(fact, at.atOffset(ZoneOffset.UTC))
        .update();
  }

  @Test
  void facts_are_known_as_long_as_somebody_may_tell_them_again() {
    var young = new UUID(35, 1);
    var old = new UUID(35, 2);
    remember(young, clock.instant().minus(Retention.FACTS).plusSeconds(3_600));
    remember(old, clock.instant().minus(Retention.FACTS).minusSeconds(1));
    retention.trim();
    assertThat(facts(young)).isEqualTo(1);
    assertThat(facts(old)).isZero();
  }
}
