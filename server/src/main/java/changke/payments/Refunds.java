package changke.payments;

import changke.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Refunds {

  private static final String ASK =
      """
      INSERT INTO payments.refund (id, request, charge, amount_minor, reason, surplus, state, asked_at, next_try_at)
      VALUES (:id, :request, :charge, :amount, :reason, :surplus, 'asked', :at, :at)
      ON CONFLICT (request) DO NOTHING
      """;

  private static final String LOCK_CHARGE =
      """
      SELECT amount_minor - coalesce(
               (SELECT sum(r.amount_minor) FROM payments.refund r
                WHERE r.charge = c.id AND r.surplus IS NULL), 0) AS left_minor
      FROM payments.charge c
      WHERE c.id = :charge AND c.state = 'paid'
      FOR UPDATE OF c
      """;

  private static final String FIND =
      """
      SELECT id, request, charge, amount_minor, reason, state, tries, surplus FROM payments.refund
      WHERE request = :request
      """;

  private static final String TAKE_DUE =
      """
      UPDATE payments.refund
      SET tries = tries + 1,
          next_try_at = :now::timestamptz + least(:first * power(2, least(tries, 12)), :longest) * interval '1 second'
      WHERE id IN (
        SELECT id FROM payments.refund WHERE next_try_at <= :now
        ORDER BY next_try_at LIMIT :most FOR UPDATE SKIP LOCKED)
      RETURNING id, request, charge, amount_minor, reason, state, tries, surplus
      """;

  private static final String DONE =
      """
      UPDATE payments.refund SET state = 'done', done_at = :at, next_try_at = NULL
      WHERE id = :id AND state <> 'done'
      """;

  private static final String ANSWERED =
      """
      UPDATE payments.refund SET last_answer = :answer WHERE id = :id
      """;

  private static final String BY_HAND =
      """
      UPDATE payments.refund SET state = 'by-hand', next_try_at = NULL, last_answer = :answer
      WHERE id = :id AND state = 'asked'
      """;

  private static final String RETRY =
      """
      UPDATE payments.refund SET state = 'asked', next_try_at = :at
      WHERE id = ANY (:ids::uuid[]) AND state = 'by-hand'
      """;

  private static final String PENDING =
      """
      SELECT EXISTS (SELECT 1 FROM payments.refund WHERE charge = :charge AND state <> 'done' AND surplus IS NULL)
      """;

  /// A refund as it is worked on.
  record Refund(
      UUID id,
      String request,
      ChargeId charge,
      long amountMinor,
      String reason,
      String state,
      int tries,
      @Nullable UUID surplus) {}

  private static final String FIND_BY_ID =
      """
      SELECT id, request, charge, amount_minor, reason, state, tries, surplus FROM payments.refund
      WHERE id = :id
      FOR UPDATE
      """;

  private static final String WAITING =
      """
      SELECT count(*) FROM (SELECT 1 FROM payments.refund WHERE state = 'by-hand' LIMIT 100) few
      """;

  private static final String SEARCH =
      """
      SELECT r.id, r.request, r.charge, c.channel, c.reference, r.amount_minor, c.currency, r.reason,
             r.state, r.tries, r.last_answer, r.surplus, r.asked_at, r.done_at
      FROM payments.refund r JOIN payments.charge c ON c.id = r.charge
      WHERE (:text = '' OR r.request = :text OR r.charge::text = :text OR c.reference = :text
             OR c.trade_no = :text OR c.subject::text = :text)
        AND (:state = '' OR r.state = :state)
        AND (:channel::text IS NULL OR c.channel = :channel::uuid)
        AND (:since::text IS NULL OR r.asked_at >= :since::timestamptz)
        AND (:until::text IS NULL OR r.asked_at < :until::timestamptz)
      ORDER BY r.asked_at DESC, r.id
      LIMIT :most OFFSET :from
      """;

  private final JdbcClient jdbc;

  Refunds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Locks a paid charge and returns how much of it has not been asked back.
  Optional<Long> lockLeft(ChargeId charge) {
    return jdbc.sql(LOCK_CHARGE).param("charge", charge.value()).query(Long.class).optional();
  }

  Optional<Refund> find(String request) {
    return jdbc.sql(FIND).param("request", request).query(Refunds::refund).optional();
  }

  void ask(UUID id, RefundRequest request, @Nullable UUID surplus, Instant at) {
    jdbc.sql(ASK)
        .param("id", id)
        .param("request", request.request())
        .param("charge", request.charge().value())
        .param("amount", request.amount().minor())
        .param("reason", request.reason())
        .param("surplus", surplus)
        .param("at", utc(at))
        .update();
  }

  /// Takes refunds that are due; their next turn comes after a pause that doubles.
  List<Refund> takeDue(Instant now, Duration first, Duration longest, int most) {
    return jdbc.sql(TAKE_DUE)
        .param("now", utc(now))
        .param("first", first.toSeconds())
        .param("longest", longest.toSeconds())
        .param("most", most)
        .query(Refunds::refund)
        .list();
  }

  boolean done(UUID id, Instant at) {
    return jdbc.sql(DONE).param("id", id).param("at", utc(at)).update() == 1;
  }

  void answered(UUID id, String answer) {
    jdbc.sql(ANSWERED).param("id", id).param("answer", answer).update();
  }

  void byHand(UUID id, String answer) {
    jdbc.sql(BY_HAND).param("id", id).param("answer", answer).update();
  }

  /// Lets providers be asked once more for what waits for a person; says how many there were.
  int retry(List<UUID> ids, Instant at) {
    return jdbc.sql(RETRY)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .param("at", utc(at))
        .update();
  }

  boolean pending(ChargeId charge) {
    return jdbc.sql(PENDING).param("charge", charge.value()).query(Boolean.class).single();
  }

  /// Locks a refund, for a person's decision.
  Optional<Refund> find(UUID id) {
    return jdbc.sql(FIND_BY_ID).param("id", id).query(Refunds::refund).optional();
  }

  int waiting() {
    return jdbc.sql(WAITING).query(Integer.class).single();
  }

  List<RefundRecord> search(Search search, int most, int from) {
    return jdbc.sql(SEARCH)
        .param("text", search.text())
        .param("state", search.state())
        .param("channel", search.channelText())
        .param("since", search.sinceText())
        .param("until", search.untilText())
        .param("most", most)
        .param("from", from)
        .query(Refunds::recorded)
        .list();
  }

  private static RefundRecord recorded(ResultSet row, int n) throws SQLException {
    var done = row.getObject("done_at", OffsetDateTime.class);
    return new RefundRecord(
        row.getObject("id", UUID.class),
        row.getString("request"),
        new ChargeId(row.getObject("charge", UUID.class)),
        new ChannelId(row.getObject("channel", UUID.class)),
        row.getString("reference"),
        Money.of(row.getLong("amount_minor"), row.getString("currency")),
        row.getString("reason"),
        row.getString("state"),
        row.getInt("tries"),
        row.getString("last_answer"),
        row.getObject("surplus", UUID.class),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        done == null ? null : done.toInstant());
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  private static Refund refund(ResultSet row, int n) throws SQLException {
    return new Refund(
        row.getObject("id", UUID.class),
        row.getString("request"),
        new ChargeId(row.getObject("charge", UUID.class)),
        row.getLong("amount_minor"),
        row.getString("reason"),
        row.getString("state"),
        row.getInt("tries"),
        row.getObject("surplus", UUID.class));
  }
}
