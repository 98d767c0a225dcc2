package changke.platform;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class EmbeddedDatabaseTest {

  @Autowired JdbcClient jdbc;

  @Test
  void it_is_as_durable_as_a_real_one() {
    for (var setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
      assertThat(jdbc.sql("SHOW " + setting).query(String.class).single()).isEqualTo("on");
    }
    assertThat(jdbc.sql("SHOW password_encryption").query(String.class).single())
        .isEqualTo("scram-sha-256");
  }
}
