package changke.play;

import changke.shared.PersonId;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WheelPlans {

  private static final int MOST = 200;

  private static final String INSERT =
      """
      INSERT INTO play.wheel_plan
        (id, version, name_zh, name_en, spins_a_day, spins_a_period, made_by, made_at)
      SELECT :id, coalesce(max(version), 0) + 1, :zh, :en, :day, :period, :by, :at
      FROM play.wheel_plan
      """;

  private static final String INSERT_PRIZES =
      """
      INSERT INTO play.wheel_prize
        (plan, position, name_zh, name_en, parts_per_million, stock, substitute, kind, amount,
         coupon, value_minor)
      SELECT :plan, p.*
      FROM unnest(:position::int[], :zh::text[], :en::text[], :parts::int[], :stock::int[],
                  :substitute::int[], :kind::text[], :amount::bigint[], :coupon::text[],
                  :value::bigint[]) p
      """;

  private static final String LOCK =
      """
      LOCK TABLE play.wheel_plan IN SHARE ROW EXCLUSIVE MODE
      """;

  private static final String FIND =
      """
      SELECT id, version, name_zh, name_en, spins_a_day, spins_a_period
      FROM play.wheel_plan WHERE id = :id
      """;

  private static final String NEWEST =
      """
      SELECT id, version, name_zh, name_en, spins_a_day, spins_a_period
      FROM play.wheel_plan ORDER BY version DESC LIMIT :most
      """;

  private static final String PRIZES =
      """
      SELECT position, name_zh, name_en, parts_per_million, stock, substitute, kind, amount, coupon,
             value_minor
      FROM play.wheel_prize WHERE plan = :plan ORDER BY position
      """;

  private final JdbcClient jdbc;

  WheelPlans(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID id, WheelDraft draft, PersonId by, Instant at) {
    jdbc.sql(LOCK).update();
    jdbc.sql(INSERT)
        .param("id", id)
        .param("zh", draft.name().zh())
        .param("en", draft.name().en())
        .param("day", draft.spinsADay())
        .param("period", draft.spinsAPeriod())
        .param("by", by.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
    var prizes = draft.prizes();
    jdbc.sql(INSERT_PRIZES)
        .param("plan", id)
        .param("position", prizes.stream().map(Prize::position).toArray(Integer[]::new))
        .param("zh", prizes.stream().map(p -> p.name().zh()).toArray(String[]::new))
        .param("en", prizes.stream().map(p -> p.name().en()).toArray(String[]::new))
        .param("parts", prizes.stream().map(Prize::partsPerMillion).toArray(Integer[]::new))
        .param("stock", prizes.stream().map(Prize::stock).toArray(Integer[]::new))
        .param("substitute", prizes.stream().map(Prize::substitute).toArray(Integer[]::new))
        .param("kind", prizes.stream().map(p -> p.kind().name()).toArray(String[]::new))
        .param("amount", prizes.stream().map(Prize::amount).toArray(Long[]::new))
        .param("coupon", prizes.stream().map(Prize::coupon).toArray(String[]::new))
        .param("value", prizes.stream().map(Prize::valueMinor).toArray(Long[]::new))
        .update();
  }

  Optional<WheelPlan> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(this::plan).optional();
  }

  List<WheelPlan> newest() {
    return jdbc.sql(NEWEST).param("most", MOST).query(this::plan).list();
  }

  private WheelPlan plan(ResultSet row, int number) throws SQLException {
    var id = row.getObject("id", UUID.class);
    return new WheelPlan(
        id,
        row.getInt("version"),
        new Words(row.getString("name_zh"), row.getString("name_en")),
        row.getInt("spins_a_day"),
        row.getInt("spins_a_period"),
        jdbc.sql(PRIZES).param("plan", id).query(WheelPlans::prize).list());
  }

  private static Prize prize(ResultSet row, int number) throws SQLException {
    return new Prize(
        row.getInt("position"),
        new Words(row.getString("name_zh"), row.getString("name_en")),
        row.getInt("parts_per_million"),
        nullable(row, "stock"),
        nullable(row, "substitute"),
        Prize.Kind.valueOf(row.getString("kind")),
        row.getLong("amount"),
        row.getString("coupon"),
        row.getLong("value_minor"));
  }

  private static @Nullable Integer nullable(ResultSet row, String column) throws SQLException {
    var value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
