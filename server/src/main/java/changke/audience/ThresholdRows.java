package changke.audience;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ThresholdRows {

  private static final String OF =
      """
      SELECT new_days, at_risk_days, dormant_days, lost_days, returned_days
      FROM audience.thresholds WHERE unit = :unit
      """;

  private static final String PUT =
      """
      UPDATE audience.thresholds
      SET new_days = :new, at_risk_days = :at_risk, dormant_days = :dormant, lost_days = :lost,
          returned_days = :returned, changed_by = :by, changed_at = :at
      WHERE unit = :unit
      """;

  private final JdbcClient jdbc;

  ThresholdRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Thresholds of(Unit unit) {
    return jdbc.sql(OF)
        .param("unit", unit.name())
        .query((row, number) ->
            new Thresholds(
                row.getInt("new_days"),
                row.getInt("at_risk_days"),
                row.getInt("dormant_days"),
                row.getInt("lost_days"),
                row.getInt("returned_days")))
        .single();
  }

  void put(Unit unit, Thresholds thresholds, UUID by, Instant at) {
    jdbc.sql(PUT)
        .param("unit", unit.name())
        .param("new", thresholds.newDays())
        .param("at_risk", thresholds.atRiskDays())
        .param("dormant", thresholds.dormantDays())
        .param("lost", thresholds.lostDays())
        .param("returned", thresholds.returnedDays())
        .param("by", by)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }
}
