package changke.orders;

import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Members who let one press place an order and pay it from their balance. Off until someone turns
/// it on, and only up to an amount of their own.
@Repository
public class OneClick {

  private static final String ENABLE =
      """
      INSERT INTO orders.one_click (person, most_minor, currency, enabled_at)
      VALUES (:person, :most, :currency, :now)
      ON CONFLICT (person) DO UPDATE
      SET most_minor = excluded.most_minor, currency = excluded.currency, enabled_at = excluded.enabled_at
      """;

  private static final String DISABLE = "DELETE FROM orders.one_click WHERE person = :person";

  private static final String LIMIT =
      "SELECT most_minor, currency FROM orders.one_click WHERE person = :person";

  private final JdbcClient jdbc;
  private final Clock clock;

  OneClick(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// From now on one press pays up to `most`.
  public void enable(PersonId person, Money most) {
    jdbc.sql(ENABLE)
        .param("person", person.value())
        .param("most", most.minor())
        .param("currency", most.currency().getCurrencyCode())
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  public void disable(PersonId person) {
    jdbc.sql(DISABLE).param("person", person.value()).update();
  }

  /// How much one press may pay; empty when it may not.
  public Optional<Money> limit(PersonId person) {
    return jdbc.sql(LIMIT)
        .param("person", person.value())
        .query((row, _) -> Money.of(row.getLong(1), row.getString(2)))
        .optional();
  }

  /// Whether one press may pay this.
  public boolean allows(PersonId person, Money amount) {
    return limit(person)
        .filter(most -> most.currency().equals(amount.currency()))
        .filter(most -> amount.compareTo(most) <= 0)
        .isPresent();
  }
}
