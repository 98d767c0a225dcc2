package changke.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What holds for the whole installation.
@Repository
class HouseRows {

  /// The house's own caps and quiet hours, and the share of people who are left alone.
  record House(Calm calm, double holdout) {}

  private static final String READ =
      """
      SELECT per_day, per_week, quiet_from, quiet_to, holdout FROM messaging.house
      """;

  private static final String WRITE =
      """
      UPDATE messaging.house
      SET per_day = :day, per_week = :week, quiet_from = :from, quiet_to = :to, holdout = :holdout
      """;

  private final JdbcClient jdbc;

  HouseRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  House read() {
    return jdbc.sql(READ).query(HouseRows::house).single();
  }

  void write(House house) {
    var quiet = house.calm().quiet();
    jdbc.sql(WRITE)
        .param("day", house.calm().perDay().code())
        .param("week", house.calm().perWeek().code())
        .param("from", quiet == null ? null : quiet.from())
        .param("to", quiet == null ? null : quiet.to())
        .param("holdout", house.holdout())
        .update();
  }

  private static House house(ResultSet row, int number) throws SQLException {
    return new House(
        new Calm(
            Cap.parse(row.getString("per_day")),
            Cap.parse(row.getString("per_week")),
            StandingRows.quiet(
                row.getObject("quiet_from", LocalTime.class),
                row.getObject("quiet_to", LocalTime.class))),
        row.getDouble("holdout"));
  }
}
