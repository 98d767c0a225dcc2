package changke.rewards;

import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Turnovers {

  private static final String PUT =
      """
      INSERT INTO rewards.turnover (order_id, person, paid_at, kept_minor)
      VALUES (:order, :person, :at, :kept)
      ON CONFLICT (order_id) DO UPDATE SET kept_minor = excluded.kept_minor
      """;

  private static final String SUMS =
      """
      SELECT count(*) AS orders, coalesce(sum(kept_minor), 0) AS kept, max(paid_at) AS last,
             min(paid_at) AS first
      FROM rewards.turnover
      WHERE person = :person AND kept_minor > 0 AND paid_at >= :since AND paid_at < :until
      """;

  private static final String OTHERS =
      """
      SELECT count(*) FROM rewards.turnover WHERE person = :person AND order_id <> :order
      """;

  private static final String REHOME =
      """
      UPDATE rewards.turnover SET person = :into WHERE person = :from
      """;

  /// What somebody bought and kept in a stretch of time.
  record Sums(int orders, long keptMinor, @Nullable Instant first, @Nullable Instant last) {}

  private final JdbcClient jdbc;

  Turnovers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(OrderId order, PersonId person, Instant paidAt, long keptMinor) {
    jdbc.sql(PUT)
        .param("order", order.value())
        .param("person", person.value())
        .param("at", at(paidAt))
        .param("kept", keptMinor)
        .update();
  }

  Sums sums(PersonId person, Instant since, Instant until) {
    return jdbc.sql(SUMS)
        .param("person", person.value())
        .param("since", at(since))
        .param("until", at(until))
        .query((row, n) ->
            new Sums(
                row.getInt("orders"),
                row.getLong("kept"),
                instant(row.getObject("first", OffsetDateTime.class)),
                instant(row.getObject("last", OffsetDateTime.class))))
        .single();
  }

  /// Whether this is the only order of a person so far.
  boolean firstOf(PersonId person, OrderId order) {
    return jdbc.sql(OTHERS)
            .param("person", person.value())
            .param("order", order.value())
            .query(Long.class)
            .single()
        == 0;
  }

  void rehome(PersonId from, PersonId into) {
    jdbc.sql(REHOME).param("from", from.value()).param("into", into.value()).update();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
