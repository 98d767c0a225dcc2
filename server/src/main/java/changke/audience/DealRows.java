package changke.audience;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DealRows {

  private static final String ADD =
      """
      INSERT INTO audience.deal AS d
        (generation, identity, purchase, currency, paid_day, paid_minor, returned_minor)
      SELECT :generation, a.identity, a.purchase, a.currency, a.paid_day, a.paid, a.returned
      FROM unnest(:ids::uuid[], :purchases::uuid[], :currencies::text[], :days::integer[],
                  :paid::bigint[], :returned::bigint[])
           AS a (identity, purchase, currency, paid_day, paid, returned)
      ON CONFLICT (generation, identity, purchase) DO UPDATE
      SET paid_day = coalesce(least(d.paid_day, excluded.paid_day), d.paid_day, excluded.paid_day),
          paid_minor = greatest(d.paid_minor, excluded.paid_minor),
          returned_minor = d.returned_minor + excluded.returned_minor
      """;

  /// Paid orders only; a currency that another order of the person does not share stands alone.
  private static final String SUMS =
      """
      SELECT i.root, d.currency, count(*) AS orders,
             sum(d.paid_minor - d.returned_minor) AS net, max(d.paid_day) AS last
      FROM audience.deal d
      JOIN audience.identity i ON i.generation = d.generation AND i.id = d.identity
      WHERE d.generation = :generation AND i.root = ANY(:roots::uuid[]) AND d.paid_day IS NOT NULL
      GROUP BY i.root, d.currency
      ORDER BY i.root, max(d.paid_day), d.currency
      """;

  private static final String REMOVE =
      """
      DELETE FROM audience.deal WHERE generation = :generation AND identity = ANY(:ids::uuid[])
      """;

  private static final String CLEAR =
      """
      DELETE FROM audience.deal WHERE generation = :generation
      """;

  record Key(UUID identity, UUID purchase) {}

  /// What was told of one order; a part that was not told yet is null or zero.
  record Deal(String currency, @Nullable Integer paidDay, long paidMinor, long returnedMinor) {
    Deal plus(Deal other) {
      return new Deal(
          currency,
          paidDay == null ? other.paidDay : paidDay,
          Math.max(paidMinor, other.paidMinor),
          returnedMinor + other.returnedMinor);
    }
  }

  /// Paid orders of a person, their money net of what was given back, the last one's day; in the
  /// currency of the last one.
  record Sum(int orders, long netMinor, @Nullable String currency, @Nullable Integer lastDay) {
    static final Sum NONE = new Sum(0, 0, null, null);
  }

  private final JdbcClient jdbc;

  DealRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(int generation, Map<Key, Deal> deals) {
    if (deals.isEmpty()) {
      return;
    }
    var keys = List.copyOf(deals.keySet());
    var all = keys.stream().map(deals::get).toList();
    jdbc.sql(ADD)
        .param("generation", generation)
        .param("ids", keys.stream().map(Key::identity).toArray(UUID[]::new))
        .param("purchases", keys.stream().map(Key::purchase).toArray(UUID[]::new))
        .param("currencies", all.stream().map(Deal::currency).toArray(String[]::new))
        .param("days", all.stream().map(Deal::paidDay).toArray(Integer[]::new))
        .param("paid", all.stream().map(Deal::paidMinor).toArray(Long[]::new))
        .param("returned", all.stream().map(Deal::returnedMinor).toArray(Long[]::new))
        .update();
  }

  Map<UUID, Sum> sums(int generation, Collection<UUID> roots) {
    var sums = new HashMap<UUID, Sum>();
    jdbc.sql(SUMS)
        .param("generation", generation)
        .param("roots", roots.toArray(UUID[]::new))
        .query(row -> {
          sums.put(
              row.getObject("root", UUID.class),
              new Sum(
                  row.getInt("orders"),
                  row.getLong("net"),
                  row.getString("currency"),
                  row.getInt("last")));
        });
    return sums;
  }

  void remove(int generation, Collection<UUID> identities) {
    jdbc.sql(REMOVE)
        .param("generation", generation)
        .param("ids", identities.toArray(UUID[]::new))
        .update();
  }

  int clear(int generation) {
    return jdbc.sql(CLEAR).param("generation", generation).update();
  }
}
