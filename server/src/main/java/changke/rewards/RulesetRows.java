package changke.rewards;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RulesetRows {

  private static final String NUMBER =
      """
      SELECT number FROM rewards.ruleset
      """;

  private final JdbcClient jdbc;

  RulesetRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The number of the rules as this transaction sees them.
  long number() {
    return jdbc.sql(NUMBER).query(Long.class).single();
  }
}
