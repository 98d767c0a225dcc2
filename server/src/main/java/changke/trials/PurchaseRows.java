package changke.trials;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PurchaseRows {

  /// Payment and returns come in any order; the same order may return several times.
  private static final String ADD =
      """
      INSERT INTO trials.purchase AS p
        (purchase, person, currency, paid_at, paid_minor, returned_minor)
      SELECT a.id, a.person, a.currency, a.paid_at::timestamptz, a.paid, a.returned
      FROM unnest(:ids::uuid[], :people::uuid[], :currencies::text[], :times::text[],
                  :paid::bigint[], :returned::bigint[])
           AS a (id, person, currency, paid_at, paid, returned)
      ON CONFLICT (purchase) DO UPDATE
      SET paid_at = coalesce(p.paid_at, excluded.paid_at),
          paid_minor = greatest(p.paid_minor, excluded.paid_minor),
          returned_minor = p.returned_minor + excluded.returned_minor
      """;

  private static final String OF =
      """
      SELECT purchase, person, currency, paid_at, paid_minor, returned_minor FROM trials.purchase
      WHERE person = ANY(:people::uuid[]) AND paid_at IS NOT NULL
      """;

  private static final String REMOVE =
      """
      DELETE FROM trials.purchase WHERE person = ANY(:people::uuid[])
      """;

  private final JdbcClient jdbc;

  PurchaseRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Each order at most once in a call.
  void add(Collection<Purchase> all) {
    if (all.isEmpty()) {
      return;
    }
    var some = List.copyOf(all);
    jdbc.sql(ADD)
        .param("ids", some.stream().map(Purchase::id).toArray(UUID[]::new))
        .param("people", some.stream().map(Purchase::person).toArray(UUID[]::new))
        .param("currencies", some.stream().map(Purchase::currency).toArray(String[]::new))
        .param(
            "times",
            some.stream()
                .map(one -> one.paidAt() == null ? null : one.paidAt().toString())
                .toArray(String[]::new))
        .param("paid", some.stream().map(Purchase::paidMinor).toArray(Long[]::new))
        .param("returned", some.stream().map(Purchase::returnedMinor).toArray(Long[]::new))
        .update();
  }

  /// Paid orders of these identities.
  Map<UUID, List<Purchase>> of(Collection<UUID> people) {
    var all = new HashMap<UUID, List<Purchase>>();
    jdbc.sql(OF)
        .param("people", people.toArray(UUID[]::new))
        .query(row -> {
          var one =
              new Purchase(
                  row.getObject("purchase", UUID.class),
                  row.getObject("person", UUID.class),
                  row.getString("currency"),
                  Moments.from(row, "paid_at"),
                  row.getLong("paid_minor"),
                  row.getLong("returned_minor"));
          all.computeIfAbsent(one.person(), id -> new ArrayList<>()).add(one);
        });
    return all;
  }

  void remove(Collection<UUID> people) {
    jdbc.sql(REMOVE).param("people", people.toArray(UUID[]::new)).update();
  }
}
