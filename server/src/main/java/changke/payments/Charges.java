package changke.payments;

import changke.shared.Money;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Charges {

  private static final String INSERT =
      """
      INSERT INTO payments.charge
        (id, channel, reference, purpose, subject, payer, title, amount_minor, currency, return_path,
         state, made_at, pay_until, next_query_at)
      VALUES
        (:id, :channel, :reference, :purpose, :subject, :payer, :title, :amount, :currency, :return,
         'new', :at, :until, :query)
      """;

  private static final String FIND =
      """
      SELECT id, channel, reference, purpose, subject, payer, title, amount_minor, currency,
             return_path, state, pay_at, pay_code, session, trade_no, made_at, pay_until, paid_at
      FROM payments.charge
      WHERE id = :id
      """;

  private static final String FIND_BY_REFERENCE =
      """
      SELECT id, channel, reference, purpose, subject, payer, title, amount_minor, currency,
             return_path, state, pay_at, pay_code, session, trade_no, made_at, pay_until, paid_at
      FROM payments.charge
      WHERE reference = :reference
      """;

  private static final String OF_SUBJECT =
      """
      SELECT id, channel, reference, purpose, subject, payer, title, amount_minor, currency,
             return_path, state, pay_at, pay_code, session, trade_no, made_at, pay_until, paid_at
      FROM payments.charge
      WHERE subject = :subject
      ORDER BY made_at, id
      """;

  private static final String OPEN =
      """
      UPDATE payments.charge
      SET pay_at = :payAt, pay_code = :code, session = :session,
          state = CASE state WHEN 'new' THEN 'open' ELSE state END
      WHERE id = :id
      RETURNING id, channel, reference, purpose, subject, payer, title, amount_minor, currency,
                return_path, state, pay_at, pay_code, session, trade_no, made_at, pay_until, paid_at
      """;

  private static final String PAY =
      """
      UPDATE payments.charge
      SET state = 'paid', trade_no = :trade, paid_at = :at, next_query_at = NULL
      WHERE id = :id AND state <> 'paid'
      """;

  private static final String CLOSE =
      """
      UPDATE payments.charge
      SET state = 'closed', closed_at = :at, next_query_at = CASE state WHEN 'new' THEN NULL ELSE :query::timestamptz END
      WHERE subject = :subject AND state IN ('new', 'open')
      RETURNING id, channel, reference, purpose, subject, payer, title, amount_minor, currency,
                return_path, state, pay_at, pay_code, session, trade_no, made_at, pay_until, paid_at
      """;

  private static final String TAKE_DUE =
      """
      UPDATE payments.charge
      SET next_query_at = CASE WHEN made_at < :tooOld THEN NULL
                               WHEN state = 'closed' OR pay_until < :now THEN :later::timestamptz
                               ELSE :soon::timestamptz END
      WHERE id IN (
        SELECT id FROM payments.charge WHERE next_query_at <= :now
        ORDER BY next_query_at LIMIT :most FOR UPDATE SKIP LOCKED)
      RETURNING id, channel, reference, purpose, subject, payer, title, amount_minor, currency,
                return_path, state, pay_at, pay_code, session, trade_no, made_at, pay_until, paid_at
      """;

  private static final String SEARCH =
      """
      SELECT id, channel, reference, purpose, subject, payer, title, amount_minor, currency,
             return_path, state, pay_at, pay_code, session, trade_no, made_at, pay_until, paid_at
      FROM payments.charge
      WHERE (:text = '' OR reference = :text OR trade_no = :text OR id::text = :text
             OR subject::text = :text)
        AND (:state = '' OR state = :state)
        AND (:channel::text IS NULL OR channel = :channel::uuid)
        AND (:since::text IS NULL OR made_at >= :since::timestamptz)
        AND (:until::text IS NULL OR made_at < :until::timestamptz)
      ORDER BY made_at DESC, id
      LIMIT :most OFFSET :from
      """;

  private final JdbcClient jdbc;

  Charges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Charge charge, Instant firstQuery) {
    jdbc.sql(INSERT)
        .param("id", charge.id().value())
        .param("channel", charge.channel().value())
        .param("reference", charge.reference())
        .param("purpose", charge.purpose())
        .param("subject", charge.subject())
        .param("payer", charge.payer() == null ? null : charge.payer().value())
        .param("title", charge.title())
        .param("amount", charge.amount().minor())
        .param("currency", charge.amount().currency().getCurrencyCode())
        .param("return", charge.returnPath())
        .param("at", utc(charge.madeAt()))
        .param("until", utc(charge.payUntil()))
        .param("query", utc(firstQuery))
        .update();
  }

  Optional<Charge> find(ChargeId id) {
    return jdbc.sql(FIND).param("id", id.value()).query(Charges::charge).optional();
  }

  Optional<Charge> find(String reference) {
    return jdbc.sql(FIND_BY_REFERENCE)
        .param("reference", reference)
        .query(Charges::charge)
        .optional();
  }

  List<Charge> of(UUID subject) {
    return jdbc.sql(OF_SUBJECT).param("subject", subject).query(Charges::charge).list();
  }

  /// Notes where it is paid, and returns how it stands: it may have been closed or paid meanwhile.
  Charge open(ChargeId id, Invitation invitation) {
    var payAt = invitation.scanned() ? "/pay/" + id : invitation.at();
    return jdbc.sql(OPEN)
        .param("id", id.value())
        .param("payAt", payAt)
        .param("code", invitation.scanned() ? invitation.at() : null)
        .param("session", invitation.session())
        .query(Charges::charge)
        .single();
  }

  /// Marks it paid; false when it was already.
  boolean pay(ChargeId id, String tradeNo, Instant at) {
    return jdbc.sql(PAY)
            .param("id", id.value())
            .param("trade", tradeNo)
            .param("at", utc(at))
            .update()
        == 1;
  }

  /// Closes what is still waited for and returns it.
  List<Charge> close(UUID subject, Instant at, Duration askAgainIn) {
    return jdbc.sql(CLOSE)
        .param("subject", subject)
        .param("at", utc(at))
        .param("query", utc(at.plus(askAgainIn)))
        .query(Charges::charge)
        .list();
  }

  /// Takes charges that are due to be asked about and sets their next turn; two pollers never take
  /// the same.
  List<Charge> takeDue(Instant now, Duration soon, Duration later, Duration atMost, int most) {
    return jdbc.sql(TAKE_DUE)
        .param("now", utc(now))
        .param("soon", utc(now.plus(soon)))
        .param("later", utc(now.plus(later)))
        .param("tooOld", utc(now.minus(atMost)))
        .param("most", most)
        .query(Charges::charge)
        .list();
  }

  List<Charge> search(Search search, int most, int from) {
    return jdbc.sql(SEARCH)
        .param("text", search.text())
        .param("state", search.state())
        .param("channel", search.channelText())
        .param("since", search.sinceText())
        .param("until", search.untilText())
        .param("most", most)
        .param("from", from)
        .query(Charges::charge)
        .list();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  private static Charge charge(ResultSet row, int n) throws SQLException {
    var payer = row.getObject("payer", UUID.class);
    return new Charge(
        new ChargeId(row.getObject("id", UUID.class)),
        new ChannelId(row.getObject("channel", UUID.class)),
        row.getString("reference"),
        row.getString("purpose"),
        row.getObject("subject", UUID.class),
        payer == null ? null : new PersonId(payer),
        row.getString("title"),
        Money.of(row.getLong("amount_minor"), row.getString("currency")),
        row.getString("return_path"),
        state(row),
        row.getString("pay_at"),
        row.getString("pay_code"),
        row.getString("session"),
        row.getString("trade_no"),
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        row.getObject("pay_until", OffsetDateTime.class).toInstant(),
        instant(row.getObject("paid_at", OffsetDateTime.class)));
  }

  private static ChargeState state(ResultSet row) throws SQLException {
    return ChargeState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
