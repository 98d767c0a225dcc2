package changke.trials;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EditionRows {

  private static final String READ =
      """
      SELECT number, off FROM trials.edition
      """;

  private static final String RAISE =
      """
      UPDATE trials.edition SET number = number + 1
      """;

  private static final String SWITCH =
      """
      UPDATE trials.edition SET number = number + 1, off = :off
      """;

  /// What holds for all trials.
  ///
  /// @param off whether none of them does anything
  record Edition(long number, boolean off) {}

  private final JdbcClient jdbc;

  EditionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Edition read() {
    return jdbc.sql(READ)
        .query((row, number) -> new Edition(row.getLong("number"), row.getBoolean("off")))
        .single();
  }

  /// Also a lock: changes to trials are made one after the other.
  void raise() {
    jdbc.sql(RAISE).update();
  }

  void turn(boolean off) {
    jdbc.sql(SWITCH).param("off", off).update();
  }
}
