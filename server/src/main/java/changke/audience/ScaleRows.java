package changke.audience;

import changke.engine.value.RfmScale;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ScaleRows {

  private static final String OF =
      """
      SELECT recency, frequency, money FROM audience.scale WHERE unit = :unit AND as_of = :day
      """;

  private static final String KEEP =
      """
      INSERT INTO audience.scale (unit, as_of, people, recency, frequency, money)
      VALUES (:unit, :day, :people, :recency, :frequency, :money) ON CONFLICT DO NOTHING
      """;

  private final JdbcClient jdbc;

  ScaleRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<RfmScale> of(Unit unit, int day) {
    return jdbc.sql(OF)
        .param("unit", unit.name())
        .param("day", day)
        .query(ScaleRows::read)
        .optional();
  }

  void keep(Unit unit, int day, int people, RfmScale scale) {
    var recency = scale.recency();
    jdbc.sql(KEEP)
        .param("unit", unit.name())
        .param("day", day)
        .param("people", people)
        .param(
            "recency", new Long[] {recency.five(), recency.four(), recency.three(), recency.two()})
        .param("frequency", steps(scale.frequency()))
        .param("money", steps(scale.money()))
        .update();
  }

  private static Long[] steps(RfmScale.AtLeast scale) {
    return new Long[] {scale.two(), scale.three(), scale.four(), scale.five()};
  }

  private static RfmScale read(ResultSet row, int number) throws SQLException {
    var recency = (Long[]) row.getArray("recency").getArray();
    return new RfmScale(
        new RfmScale.AtMost(recency[0], recency[1], recency[2], recency[3]),
        atLeast(row, "frequency"),
        atLeast(row, "money"));
  }

  private static RfmScale.AtLeast atLeast(ResultSet row, String column) throws SQLException {
    var steps = (Long[]) row.getArray(column).getArray();
    return new RfmScale.AtLeast(steps[0], steps[1], steps[2], steps[3]);
  }
}
