package changke.rewards;

import changke.shared.OrderId;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
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
class CouponRows {

  private static final String INSERT =
      """
      INSERT INTO rewards.coupon (id, terms, person, fact, state, granted_at, expires_at, why)
      VALUES (:id, :terms, :person, :fact, 'open', :at, :expires, :why::jsonb)
      """;

  private static final String BY_FACT =
      """
      SELECT id, terms, state, kept, order_id, off_minor, expires_at
      FROM rewards.coupon WHERE fact = :fact
      """;

  private static final String HAS =
      """
      SELECT count(*) FROM rewards.coupon c JOIN rewards.terms t ON t.id = c.terms
      WHERE c.person = :person AND t.key = :key AND c.granted_at >= :since
      """;

  private static final String OPEN =
      """
      SELECT id, terms, state, kept, order_id, off_minor, expires_at
      FROM rewards.coupon
      WHERE person = :person AND state = 'open' AND expires_at > :now
      ORDER BY expires_at, id LIMIT 200
      """;

  private static final String LOCK =
      """
      SELECT id, terms, state, kept, order_id, off_minor, expires_at
      FROM rewards.coupon WHERE id = ANY (:ids::uuid[]) ORDER BY id FOR UPDATE
      """;

  private static final String OF_PERSON =
      """
      SELECT id, terms, state, kept, order_id, off_minor, expires_at
      FROM rewards.coupon WHERE person = :person
      ORDER BY coalesce(ended_at, granted_at) DESC, id LIMIT :most OFFSET :skip
      """;

  private static final String OF_ORDER =
      """
      SELECT id, terms, state, kept, order_id, off_minor, expires_at
      FROM rewards.coupon WHERE order_id = :order ORDER BY id FOR UPDATE
      """;

  private static final String HOLD =
      """
      UPDATE rewards.coupon SET state = 'held', order_id = :order, off_minor = :off
      WHERE id = :id AND state = 'open'
      """;

  private static final String REOPEN =
      """
      UPDATE rewards.coupon
      SET state = 'open', order_id = NULL, off_minor = NULL, ended_at = NULL,
          expires_at = CASE WHEN expires_at <= :now THEN :until ELSE expires_at END
      WHERE id = :id
      """;

  private static final String USE =
      """
      UPDATE rewards.coupon SET state = 'used', ended_at = :at WHERE id = :id AND state = 'held'
      """;

  private static final String KEEP =
      """
      UPDATE rewards.coupon SET kept = :kept WHERE id = :id AND person = :person
      """;

  private static final String EXPIRE =
      """
      UPDATE rewards.coupon SET state = 'expired', ended_at = :now
      WHERE id IN (SELECT id FROM rewards.coupon
                   WHERE state IN ('waiting', 'open') AND expires_at <= :now
                   LIMIT :most FOR UPDATE SKIP LOCKED)
      """;

  private static final String BATCH =
      """
      INSERT INTO rewards.batch (id, terms, codes, made_by, made_at)
      VALUES (:id, :terms, :codes, :by, :at)
      """;

  private static final String CODES =
      """
      INSERT INTO rewards.coupon (id, terms, code, batch, state, expires_at, why)
      SELECT c.id, :terms, c.code, :batch, 'waiting', :expires, '{}'
      FROM unnest(:ids::uuid[], :codes::text[]) AS c (id, code)
      ON CONFLICT (code) DO NOTHING
      """;

  private static final String CODES_OF =
      """
      SELECT code FROM rewards.coupon WHERE batch = :batch AND id > :after ORDER BY id LIMIT :most
      """;

  private static final String BY_CODE =
      """
      SELECT id, terms, state, kept, order_id, off_minor, expires_at
      FROM rewards.coupon WHERE code = :code FOR UPDATE
      """;

  private static final String OWNER =
      """
      SELECT person FROM rewards.coupon WHERE id = :id
      """;

  private static final String CLAIM =
      """
      UPDATE rewards.coupon
      SET person = :person, state = 'open', granted_at = :at, expires_at = :expires,
          why = '{"cause":"CODE"}'
      WHERE id = :id AND state = 'waiting'
      """;

  private static final String REHOME =
      """
      UPDATE rewards.coupon SET person = :into WHERE person = :from
      """;

  private static final String END_OF_PERSON =
      """
      UPDATE rewards.coupon SET state = 'expired', ended_at = :now
      WHERE person = :person AND state = 'open'
      """;

  /// A coupon without its terms.
  record Row(
      UUID id,
      UUID terms,
      Coupon.State state,
      boolean kept,
      @Nullable OrderId order,
      @Nullable Long offMinor,
      Instant expiresAt) {

    Coupon with(Terms terms) {
      return new Coupon(id, terms, state, kept, order, offMinor, expiresAt);
    }
  }

  private final JdbcClient jdbc;

  CouponRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(
      UUID id, Terms terms, PersonId person, String fact, Instant now, Instant until, String why) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("terms", terms.id())
        .param("person", person.value())
        .param("fact", fact)
        .param("at", at(now))
        .param("expires", at(until))
        .param("why", why)
        .update();
  }

  Optional<Row> byFact(String fact) {
    return jdbc.sql(BY_FACT).param("fact", fact).query((row, n) -> row(row)).optional();
  }

  int has(PersonId person, String key, Instant since) {
    return jdbc.sql(HAS)
        .param("person", person.value())
        .param("key", key)
        .param("since", at(since))
        .query(Integer.class)
        .single();
  }

  List<Row> open(PersonId person, Instant now) {
    return jdbc.sql(OPEN)
        .param("person", person.value())
        .param("now", at(now))
        .query((row, n) -> row(row))
        .list();
  }

  List<Row> lock(List<UUID> ids) {
    return jdbc.sql(LOCK)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .query((row, n) -> row(row))
        .list();
  }

  List<Row> ofPerson(PersonId person, int most, int skip) {
    return jdbc.sql(OF_PERSON)
        .param("person", person.value())
        .param("most", most)
        .param("skip", skip)
        .query((row, n) -> row(row))
        .list();
  }

  /// The coupons that an order holds or used, locked.
  List<Row> ofOrder(OrderId order) {
    return jdbc.sql(OF_ORDER).param("order", order.value()).query((row, n) -> row(row)).list();
  }

  boolean hold(UUID id, OrderId order, long offMinor) {
    return jdbc.sql(HOLD)
            .param("id", id)
            .param("order", order.value())
            .param("off", offMinor)
            .update()
        == 1;
  }

  /// Back in the wallet; what has expired meanwhile lives on until then.
  void reopen(UUID id, Instant now, Instant until) {
    jdbc.sql(REOPEN).param("id", id).param("now", at(now)).param("until", at(until)).update();
  }

  boolean use(UUID id, Instant now) {
    return jdbc.sql(USE).param("id", id).param("at", at(now)).update() == 1;
  }

  boolean keep(UUID id, PersonId person, boolean kept) {
    return jdbc.sql(KEEP)
            .param("id", id)
            .param("person", person.value())
            .param("kept", kept)
            .update()
        == 1;
  }

  int expire(Instant now, int most) {
    return jdbc.sql(EXPIRE).param("now", at(now)).param("most", most).update();
  }

  void batch(UUID id, UUID terms, int codes, String by, Instant now) {
    jdbc.sql(BATCH)
        .param("id", id)
        .param("terms", terms)
        .param("codes", codes)
        .param("by", by)
        .param("at", at(now))
        .update();
  }

  /// Adds codes and tells how many were new.
  int codes(UUID batch, UUID terms, List<UUID> ids, List<String> codes, Instant until) {
    return jdbc.sql(CODES)
        .param("batch", batch)
        .param("terms", terms)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .param("codes", codes.toArray(String[]::new))
        .param("expires", at(until))
        .update();
  }

  List<String> codesOf(UUID batch, UUID after, int most) {
    return jdbc.sql(CODES_OF)
        .param("batch", batch)
        .param("after", after)
        .param("most", most)
        .query(String.class)
        .list();
  }

  Optional<Row> lockCode(String code) {
    return jdbc.sql(BY_CODE).param("code", code).query((row, n) -> row(row)).optional();
  }

  Optional<PersonId> owner(UUID id) {
    return jdbc.sql(OWNER)
        .param("id", id)
        .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)).map(PersonId::new))
        .single();
  }

  void claim(UUID id, PersonId person, Instant now, Instant until) {
    jdbc.sql(CLAIM)
        .param("id", id)
        .param("person", person.value())
        .param("at", at(now))
        .param("expires", at(until))
        .update();
  }

  void rehome(PersonId from, PersonId into) {
    jdbc.sql(REHOME).param("from", from.value()).param("into", into.value()).update();
  }

  void end(PersonId person, Instant now) {
    jdbc.sql(END_OF_PERSON).param("person", person.value()).param("now", at(now)).update();
  }

  private static Row row(ResultSet row) throws SQLException {
    var order = row.getObject("order_id", UUID.class);
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("terms", UUID.class),
        Coupon.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getBoolean("kept"),
        order == null ? null : new OrderId(order),
        row.getObject("off_minor", Long.class),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
