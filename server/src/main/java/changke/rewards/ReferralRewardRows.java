package changke.rewards;

import changke.shared.OrderId;
import changke.shared.PersonId;
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
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ReferralRewardRows {

  private static final TypeReference<List<String>> LINES = new TypeReference<>() {};

  private static final String INSERT =
      """
      INSERT INTO rewards.referral_reward
        (id, order_id, level, promoter, buyer, region, rule_version, unit, kept_minor, amount,
         state, ordered_at, due_at)
      VALUES (:id, :order, :level, :promoter, :buyer, :region, :version, 'POINTS', :kept, :amount,
              'PENDING', :ordered, :due)
      ON CONFLICT DO NOTHING
      """;

  private static final String OF_ORDER =
      """
      SELECT * FROM rewards.referral_reward WHERE order_id = :order ORDER BY level FOR UPDATE
      """;

  private static final String FIND =
      """
      SELECT * FROM rewards.referral_reward WHERE id = :id FOR UPDATE
      """;

  private static final String DUE =
      """
      SELECT id FROM rewards.referral_reward
      WHERE state = 'PENDING' AND due_at <= :now ORDER BY due_at LIMIT :most
      """;

  private static final String REVIEW =
      """
      SELECT * FROM rewards.referral_reward WHERE state = 'REVIEW' ORDER BY due_at
      LIMIT :most OFFSET :skip
      """;

  private static final String OF_PROMOTER =
      """
      SELECT * FROM rewards.referral_reward WHERE promoter = :promoter
      ORDER BY ordered_at DESC, id LIMIT :most OFFSET :skip
      """;

  private static final String UPDATE =
      """
      UPDATE rewards.referral_reward
      SET kept_minor = :kept, amount = :amount, state = :state, reason = :reason,
          evidence = :evidence::jsonb, decided_by = coalesce(:by::uuid, decided_by),
          ended_at = CASE WHEN :state IN ('PENDING', 'REVIEW') THEN NULL ELSE :at::timestamptz END
      WHERE id = :id
      """;

  private static final String PAID_SINCE =
      """
      SELECT coalesce(sum(amount), 0) FROM rewards.referral_reward
      WHERE promoter = :promoter AND state = 'PAID' AND ended_at >= :since
      """;

  private static final String SUM =
      """
      SELECT coalesce(sum(amount), 0) FROM rewards.referral_reward
      WHERE promoter = :promoter AND state = :state
      """;

  /// What one earned by the other is nobody's: it waits no longer.
  private static final String REFUSE_OWN =
      """
      UPDATE rewards.referral_reward SET state = 'REFUSED', reason = 'ring', ended_at = :at
      WHERE promoter IN (:from, :into) AND buyer IN (:from, :into) AND state IN ('PENDING', 'REVIEW')
      """;

  private static final String REHOME =
      """
      UPDATE rewards.referral_reward
      SET promoter = CASE WHEN promoter = :from THEN :into ELSE promoter END,
          buyer = CASE WHEN buyer = :from THEN :into ELSE buyer END
      WHERE (promoter = :from AND buyer <> :into) OR (buyer = :from AND promoter <> :into)
      """;

  private final JdbcClient jdbc;

  ReferralRewardRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(ReferralReward reward) {
    jdbc.sql(INSERT)
        .param("id", reward.id())
        .param("order", reward.order().value())
        .param("level", reward.level().number())
        .param("promoter", reward.promoter().value())
        .param("buyer", reward.buyer().value())
        .param("region", reward.region())
        .param("version", reward.ruleVersion())
        .param("kept", reward.keptMinor())
        .param("amount", reward.amount())
        .param("ordered", reward.orderedAt().atOffset(ZoneOffset.UTC))
        .param("due", reward.dueAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Locked, the first level first.
  List<ReferralReward> lock(OrderId order) {
    return jdbc.sql(OF_ORDER)
        .param("order", order.value())
        .query(ReferralRewardRows::reward)
        .list();
  }

  Optional<ReferralReward> lock(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(ReferralRewardRows::reward).optional();
  }

  List<UUID> due(Instant now, int most) {
    return jdbc.sql(DUE)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  List<ReferralReward> forReview(int skip, int most) {
    return jdbc.sql(REVIEW)
        .param("most", most)
        .param("skip", skip)
        .query(ReferralRewardRows::reward)
        .list();
  }

  List<ReferralReward> of(PersonId promoter, int skip, int most) {
    return jdbc.sql(OF_PROMOTER)
        .param("promoter", promoter.value())
        .param("most", most)
        .param("skip", skip)
        .query(ReferralRewardRows::reward)
        .list();
  }

  void update(ReferralReward reward, @Nullable PersonId by, Instant at) {
    jdbc.sql(UPDATE)
        .param("id", reward.id())
        .param("kept", reward.keptMinor())
        .param("amount", reward.amount())
        .param("state", reward.state().name())
        .param("reason", reward.reason())
        .param("evidence", JsonMapper.shared().writeValueAsString(reward.evidence()))
        .param("by", by == null ? null : by.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  long paidSince(PersonId promoter, Instant since) {
    return jdbc.sql(PAID_SINCE)
        .param("promoter", promoter.value())
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  long sum(PersonId promoter, ReferralReward.State state) {
    return jdbc.sql(SUM)
        .param("promoter", promoter.value())
        .param("state", state.name())
        .query(Long.class)
        .single();
  }

  private static ReferralReward reward(ResultSet row, int number) throws SQLException {
    return new ReferralReward(
        row.getObject("id", UUID.class),
        new OrderId(row.getObject("order_id", UUID.class)),
        ReferralRule.Level.of(row.getInt("level")),
        new PersonId(row.getObject("promoter", UUID.class)),
        new PersonId(row.getObject("buyer", UUID.class)),
        row.getString("region"),
        row.getInt("rule_version"),
        row.getLong("kept_minor"),
        row.getLong("amount"),
        ReferralReward.State.valueOf(row.getString("state")),
        row.getString("reason"),
        JsonMapper.shared().readValue(row.getString("evidence"), LINES),
        row.getTimestamp("ordered_at").toInstant(),
        row.getTimestamp("due_at").toInstant());
  }

  void rehome(PersonId from, PersonId into, Instant now) {
    jdbc.sql(REFUSE_OWN)
        .param("from", from.value())
        .param("into", into.value())
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql(REHOME).param("from", from.value()).param("into", into.value()).update();
  }
}
