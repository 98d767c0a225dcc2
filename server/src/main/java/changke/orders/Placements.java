package changke.orders;

import changke.shared.OfferId;
import changke.shared.PersonId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Writes new orders, and counts what waits for payment already.
@Repository
class Placements {

  /// One buyer's orders wait for each other here, so that two at once cannot both slip under a
  /// quota; keys are taken in one order by everyone.
  private static final String TAKE_TURNS =
      """
      SELECT count(pg_advisory_xact_lock(k.key))
      FROM (SELECT DISTINCT hashtextextended(name, 20251122) AS key
            FROM unnest(:names::text[]) AS n (name) ORDER BY 1) k
      """;

  private static final String WAITING =
      """
      SELECT p.id, lower(p.email) = lower(:email) OR p.person = :person::uuid AS same_buyer,
             l.offer, l.quantity
      FROM orders.purchase p
      JOIN orders.line l ON l.purchase = p.id
      WHERE p.state = 'placed'
        AND (lower(p.email) = lower(:email) OR p.address = :address OR p.person = :person::uuid)
      """;

  private static final String INSERT =
      """
      WITH placed AS (
        INSERT INTO orders.purchase
          (id, number, request, person, email, address, language, state, total_minor,
           tendered_minor, currency,
           placed_at, pay_until)
        VALUES (:id, :number, :request, :person::uuid, :email, :address, :language, 'placed', :total,
                :tendered, :currency, :at, :until)
        RETURNING id),
      stepped AS (
        INSERT INTO orders.step (purchase, at, kind) SELECT id, :at, 'placed' FROM placed)
      INSERT INTO orders.line
        (purchase, position, offer, merchant, title_zh, title_en, delivery, unit_minor, quantity,
         amount_minor, commission_bp, confirm_days, hold, answers, snapshot, state, due_at)
      SELECT placed.id, l.position, l.offer::uuid, l.merchant::uuid, l.zh, l.en, l.delivery, l.unit,
             l.quantity, l.amount, l.commission, l.confirm, l.hold::uuid, l.answers::jsonb,
             l.snapshot::jsonb, 'open', l.due::timestamptz
      FROM placed, unnest(:positions::int[], :offers::text[], :merchants::text[], :zhs::text[],
                          :ens::text[], :deliveries::text[], :units::bigint[], :quantities::int[],
                          :amounts::bigint[], :commissions::int[], :confirms::int[], :holds::text[],
                          :answers::text[], :snapshots::text[], :dues::text[])
           AS l (position, offer, merchant, zh, en, delivery, unit, quantity, amount, commission,
                 confirm, hold, answers, snapshot, due)
      """;

  /// What waits for payment: how many orders of this buyer and of this address, and how many pieces
  /// of each offer.
  record Waiting(int ofBuyer, int ofAddress, Map<OfferId, Integer> pieces) {}

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Placements(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  Waiting takeTurns(String email, String address, @Nullable PersonId person) {
    var names =
        Stream.of(
                "email " + email.toLowerCase(java.util.Locale.ROOT),
                "address " + address,
                person == null ? null : "person " + person)
            .filter(Objects::nonNull)
            .toArray(String[]::new);
    jdbc.sql(TAKE_TURNS).param("names", names).query(Long.class).single();
    var mine = new java.util.HashSet<UUID>();
    var here = new java.util.HashSet<UUID>();
    var pieces = new HashMap<OfferId, Integer>();
    jdbc.sql(WAITING)
        .param("email", email)
        .param("address", address)
        .param("person", person == null ? null : person.toString())
        .query(row -> {
          here.add(row.getObject("id", UUID.class));
          if (row.getBoolean("same_buyer")) {
            mine.add(row.getObject("id", UUID.class));
            pieces.merge(
                new OfferId(row.getObject("offer", UUID.class)),
                row.getInt("quantity"),
                Integer::sum);
          }
        });
    return new Waiting(mine.size(), here.size(), pieces);
  }

  void insert(Order order, UUID request, String address, Map<Integer, String> snapshots) {
    var lines = order.lines();
    jdbc.sql(INSERT)
        .param("id", order.id().value())
        .param("number", order.number())
        .param("request", request)
        .param("person", order.person() == null ? null : order.person().toString())
        .param("email", order.email())
        .param("address", address)
        .param("language", order.language())
        .param("total", order.total().minor())
        .param("tendered", order.tendered().minor())
        .param("currency", order.total().currency().getCurrencyCode())
        .param("at", OffsetDateTime.ofInstant(order.placedAt(), ZoneOffset.UTC))
        .param("until", OffsetDateTime.ofInstant(order.payUntil(), ZoneOffset.UTC))
        .param("positions", lines.stream().map(OrderLine::position).toArray(Integer[]::new))
        .param("offers", texts(lines.stream().map(l -> l.offer().toString()).toList()))
        .param("merchants", texts(lines.stream().map(l -> l.merchant().toString()).toList()))
        .param("zhs", texts(lines.stream().map(l -> l.title().zh()).toList()))
        .param("ens", texts(lines.stream().map(l -> l.title().en()).toList()))
        .param("deliveries", texts(lines.stream().map(l -> l.delivery().name()).toList()))
        .param("units", lines.stream().map(l -> l.unit().minor()).toArray(Long[]::new))
        .param("quantities", lines.stream().map(OrderLine::quantity).toArray(Integer[]::new))
        .param("amounts", lines.stream().map(l -> l.amount().minor()).toArray(Long[]::new))
        .param(
            "commissions",
            lines.stream().map(OrderLine::commissionBasisPoints).toArray(Integer[]::new))
        .param("confirms", lines.stream().map(OrderLine::confirmDays).toArray(Integer[]::new))
        .param("holds", texts(lines.stream().map(l -> l.hold().toString()).toList()))
        .param(
            "answers",
            texts(lines.stream().map(l -> json.writeValueAsString(l.answers())).toList()))
        .param(
            "snapshots",
            lines.stream()
                .map(l -> snapshots.getOrDefault(l.position(), "{}"))
                .toArray(String[]::new))
        .param(
            "dues",
            lines.stream()
                .map(l -> l.dueAt() == null ? null : l.dueAt().toString())
                .toArray(String[]::new))
        .update();
  }

  private static String[] texts(Collection<String> values) {
    return List.copyOf(values).toArray(String[]::new);
  }
}
