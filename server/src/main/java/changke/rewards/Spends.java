package changke.rewards;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Points set aside, taken and given back, and the lots they are from.
@Repository
class Spends {

  private static final String FIND =
      """
      SELECT id, hold, person, purpose, subject, points, refunded, state FROM rewards.spend WHERE id = :id
      """;

  private static final String BY_IDS =
      """
      SELECT id, hold, person, purpose, subject, points, refunded, state FROM rewards.spend
      WHERE id = ANY (:ids::uuid[])
      """;

  private static final String INSERT =
      """
      WITH made AS (
        INSERT INTO rewards.spend (id, hold, person, purpose, subject, points, refunded, state, at)
        VALUES (:id, :hold, :person, :purpose, :subject, :points, 0, 'held', :at)
        RETURNING id)
      INSERT INTO rewards.draw (spend, lot, points, returned)
      SELECT made.id, d.lot, d.points, 0
      FROM made, unnest(:lots::uuid[], :parts::bigint[]) AS d (lot, points)
      """;

  private static final String END =
      """
      UPDATE rewards.spend SET state = :state, ended_at = :at WHERE id = :id AND state = 'held'
      """;

  private static final String DRAWS =
      """
      SELECT d.lot, d.points, d.returned
      FROM rewards.draw d JOIN rewards.lot l ON l.id = d.lot
      WHERE d.spend = :id
      ORDER BY l.expires_at, l.id
      """;

  private static final String REFUND =
      """
      WITH spent AS (
        UPDATE rewards.spend SET refunded = refunded + :points WHERE id = :id RETURNING id),
      asked AS (
        INSERT INTO rewards.points_refund (request, spend, points, at)
        SELECT :request, id, :points, :at FROM spent)
      UPDATE rewards.draw d SET returned = d.returned + b.points
      FROM unnest(:lots::uuid[], :parts::bigint[]) AS b (lot, points)
      WHERE d.spend = :id AND d.lot = b.lot
      """;

  private static final String REFUNDED =
      """
      SELECT points FROM rewards.points_refund WHERE request = :request
      """;

  private static final String REHOME =
      """
      UPDATE rewards.spend SET person = :into WHERE person = :from
      """;

  private static final String REHOLD =
      """
      UPDATE rewards.spend SET hold = :hold WHERE id = :id
      """;

  private static final String HELD =
      """
      SELECT id, hold, person, purpose, subject, points, refunded, state FROM rewards.spend
      WHERE person = :person AND state = 'held'
      ORDER BY id
      """;

  /// Points that were set aside for one purpose.
  record Spend(
      UUID id,
      UUID hold,
      PersonId person,
      String purpose,
      String subject,
      long points,
      long refunded,
      String state) {}

  /// What was taken from one lot.
  record Draw(UUID lot, long points, long returned) {}

  private final JdbcClient jdbc;

  Spends(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Spend> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query((row, n) -> spend(row)).optional();
  }

  List<Spend> find(Collection<UUID> ids) {
    return jdbc.sql(BY_IDS)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .query((row, n) -> spend(row))
        .list();
  }

  List<Spend> held(PersonId person) {
    return jdbc.sql(HELD).param("person", person.value()).query((row, n) -> spend(row)).list();
  }

  void insert(Spend spend, Map<UUID, Long> parts, Instant now) {
    jdbc.sql(INSERT)
        .param("id", spend.id())
        .param("hold", spend.hold())
        .param("person", spend.person().value())
        .param("purpose", spend.purpose())
        .param("subject", spend.subject())
        .param("points", spend.points())
        .param("at", at(now))
        .param("lots", lots(parts))
        .param("parts", parts.values().toArray(Long[]::new))
        .update();
  }

  void end(UUID id, String state, Instant now) {
    jdbc.sql(END).param("id", id).param("state", state).param("at", at(now)).update();
  }

  /// What a spending took, from the lot that expires soonest on.
  List<Draw> draws(UUID id) {
    return jdbc.sql(DRAWS)
        .param("id", id)
        .query((row, n) ->
            new Draw(
                row.getObject("lot", UUID.class), row.getLong("points"), row.getLong("returned")))
        .list();
  }

  /// What a request to give back was answered with, when it came before.
  Optional<Long> refunded(String request) {
    return jdbc.sql(REFUNDED).param("request", request).query(Long.class).optional();
  }

  void refund(UUID id, String request, Map<UUID, Long> parts, Instant now) {
    jdbc.sql(REFUND)
        .param("id", id)
        .param("request", request)
        .param("points", LotRules.sum(parts))
        .param("at", at(now))
        .param("lots", lots(parts))
        .param("parts", parts.values().toArray(Long[]::new))
        .update();
  }

  void rehome(PersonId from, PersonId into) {
    jdbc.sql(REHOME).param("from", from.value()).param("into", into.value()).update();
  }

  void rehold(UUID id, UUID hold) {
    jdbc.sql(REHOLD).param("id", id).param("hold", hold).update();
  }

  private static Spend spend(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Spend(
        row.getObject("id", UUID.class),
        row.getObject("hold", UUID.class),
        new PersonId(row.getObject("person", UUID.class)),
        row.getString("purpose"),
        row.getString("subject"),
        row.getLong("points"),
        row.getLong("refunded"),
        row.getString("state"));
  }

  private static String[] lots(Map<UUID, Long> parts) {
    return parts.keySet().stream().map(UUID::toString).toArray(String[]::new);
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
