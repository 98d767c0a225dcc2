package changke.payments;

import changke.platform.AesGcm;
import changke.platform.Keys;
import changke.shared.Money;
import changke.shared.PersonId;
import java.nio.charset.StandardCharsets;
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
import tools.jackson.databind.json.JsonMapper;

/// Withdrawals; where the money goes is sealed under the withdrawal's id.
@Repository
class WithdrawalRows {

  private static final String INSERT =
      """
      INSERT INTO payments.withdrawal
        (id, person, amount_minor, currency, way, key_id, sealed, shown, state, asked_at)
      VALUES (:id, :person, :amount, :currency, :way, :key, :sealed, :shown, 'asked', :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String FIND =
      """
      SELECT id, person, amount_minor, currency, way, shown, state, asked_at, first_by, second_by,
             channel, tries, last_answer, reference, reason, ended_at
      FROM payments.withdrawal
      WHERE id = :id
      """;

  private static final String LOCK = FIND + "FOR UPDATE\n";

  private static final String SEALED =
      """
      SELECT key_id, sealed FROM payments.withdrawal WHERE id = :id
      """;

  private static final String OF =
      """
      SELECT id, person, amount_minor, currency, way, shown, state, asked_at, first_by, second_by,
             channel, tries, last_answer, reference, reason, ended_at
      FROM payments.withdrawal
      WHERE person = :person
      ORDER BY asked_at DESC, id DESC
      LIMIT :most
      """;

  private static final String OF_A_DAY =
      """
      SELECT coalesce(sum(amount_minor), 0)::bigint FROM payments.withdrawal
      WHERE person = :person AND asked_at > :since AND state NOT IN ('refused', 'cancelled')
      """;

  private static final String SEARCH =
      """
      SELECT id, person, amount_minor, currency, way, shown, state, asked_at, first_by, second_by,
             channel, tries, last_answer, reference, reason, ended_at
      FROM payments.withdrawal
      WHERE (:text = '' OR id::text = :text OR person::text = :text OR reference = :text)
        AND (:state = '' OR state = :state
             OR (:state = 'open' AND state IN ('asked', 'approved-once', 'paying', 'by-hand')))
        AND (:since::text IS NULL OR asked_at >= :since::timestamptz)
        AND (:until::text IS NULL OR asked_at < :until::timestamptz)
      ORDER BY asked_at DESC, id
      LIMIT :most OFFSET :from
      """;

  private static final String MOVE =
      """
      UPDATE payments.withdrawal
      SET state = :state, first_by = :first, second_by = :second, channel = :channel,
          next_try_at = :next::timestamptz, reference = :reference, reason = :reason,
          last_answer = :answer, ended_by = :endedBy, ended_at = :ended::timestamptz
      WHERE id = :id
      """;

  private static final String TAKE_DUE =
      """
      UPDATE payments.withdrawal
      SET tries = tries + 1,
          next_try_at = :now::timestamptz
            + least(:first * power(2, least(tries, 12)), :longest) * interval '1 second'
      WHERE id IN (
        SELECT id FROM payments.withdrawal WHERE next_try_at <= :now
        ORDER BY next_try_at LIMIT :most FOR UPDATE SKIP LOCKED)
      RETURNING id, person, amount_minor, currency, way, shown, state, asked_at, first_by, second_by,
                channel, tries, last_answer, reference, reason, ended_at
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final AesGcm seal;
  private final String keyId;

  WithdrawalRows(JdbcClient jdbc, JsonMapper json, Keys keys) {
    this.jdbc = jdbc;
    this.json = json;
    this.seal = new AesGcm(keys.derive("withdrawal destinations"));
    this.keyId = keys.id();
  }

  /// False when this id is there already, or the person has another one open.
  boolean insert(UUID id, PersonId person, Money amount, Destination to, Instant at) {
    return jdbc.sql(INSERT)
            .param("id", id)
            .param("person", person.value())
            .param("amount", amount.minor())
            .param("currency", amount.currency().getCurrencyCode())
            .param("way", to.way())
            .param("key", keyId)
            .param("sealed", seal.seal(json.writeValueAsBytes(to), context(id)))
            .param("shown", to.shown())
            .param("at", utc(at))
            .update()
        == 1;
  }

  Optional<Withdrawal> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(WithdrawalRows::withdrawal).optional();
  }

  Optional<Withdrawal> lock(UUID id) {
    return jdbc.sql(LOCK).param("id", id).query(WithdrawalRows::withdrawal).optional();
  }

  Destination destination(UUID id) {
    return jdbc.sql(SEALED)
        .param("id", id)
        .query((row, n) -> {
          if (!row.getString("key_id").equals(keyId)) {
            throw new IllegalStateException(
                "the account of withdrawal " + id + " was sealed with another signing key file");
          }
          return json.readValue(seal.open(row.getBytes("sealed"), context(id)), Destination.class);
        })
        .single();
  }

  List<Withdrawal> of(PersonId person, int most) {
    return jdbc.sql(OF)
        .param("person", person.value())
        .param("most", most)
        .query(WithdrawalRows::withdrawal)
        .list();
  }

  long asked(PersonId person, Instant since) {
    return jdbc.sql(OF_A_DAY)
        .param("person", person.value())
        .param("since", utc(since))
        .query(Long.class)
        .single();
  }

  List<Withdrawal> search(Search search, int most, int from) {
    return jdbc.sql(SEARCH)
        .param("text", search.text())
        .param("state", search.state())
        .param("since", search.sinceText())
        .param("until", search.untilText())
        .param("most", most)
        .param("from", from)
        .query(WithdrawalRows::withdrawal)
        .list();
  }

  /// Writes how it stands now; `next` is when a provider is asked, `by` who ended it.
  void move(Withdrawal now, @Nullable Instant next, @Nullable PersonId by) {
    jdbc.sql(MOVE)
        .param("id", now.id())
        .param("state", now.state().code())
        .param("first", uuid(now.firstBy()))
        .param("second", uuid(now.secondBy()))
        .param("channel", now.channel() == null ? null : now.channel().value())
        .param("next", next == null ? null : next.toString())
        .param("reference", now.reference())
        .param("reason", now.reason())
        .param("answer", now.lastAnswer())
        .param("endedBy", uuid(by))
        .param("ended", now.endedAt() == null ? null : now.endedAt().toString())
        .update();
  }

  List<Withdrawal> takeDue(Instant now, Duration first, Duration longest, int most) {
    return jdbc.sql(TAKE_DUE)
        .param("now", utc(now))
        .param("first", first.toSeconds())
        .param("longest", longest.toSeconds())
        .param("most", most)
        .query(WithdrawalRows::withdrawal)
        .list();
  }

  private static byte[] context(UUID id) {
    return id.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable UUID uuid(@Nullable PersonId person) {
    return person == null ? null : person.value();
  }

  private static @Nullable PersonId person(@Nullable UUID id) {
    return id == null ? null : new PersonId(id);
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  private static Withdrawal withdrawal(ResultSet row, int n) throws SQLException {
    var channel = row.getObject("channel", UUID.class);
    var ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Withdrawal(
        row.getObject("id", UUID.class),
        new PersonId(row.getObject("person", UUID.class)),
        Money.of(row.getLong("amount_minor"), row.getString("currency")),
        row.getString("way"),
        row.getString("shown"),
        Withdrawal.State.of(row.getString("state")),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        person(row.getObject("first_by", UUID.class)),
        person(row.getObject("second_by", UUID.class)),
        channel == null ? null : new ChannelId(channel),
        row.getInt("tries"),
        row.getString("last_answer"),
        row.getString("reference"),
        row.getString("reason"),
        ended == null ? null : ended.toInstant());
  }
}
