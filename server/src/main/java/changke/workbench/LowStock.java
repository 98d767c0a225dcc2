package changke.workbench;

import changke.catalog.Offer;
import changke.shared.OfferId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LowStock {

  private static final String FELL =
      """
      INSERT INTO workbench.low_stock (offer_id, merchant_id, fell_at)
      VALUES (:offer, :merchant, :at) ON CONFLICT (offer_id) DO NOTHING
      """;
  private static final String FILLED =
      "DELETE FROM workbench.low_stock WHERE offer_id = ANY (:offers)";

  private final JdbcClient jdbc;

  LowStock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// False when it has fallen before and was not filled since.
  boolean fell(Offer offer, Instant at) {
    return jdbc.sql(FELL)
            .param("offer", offer.id().value())
            .param("merchant", offer.merchant().value())
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  void filled(Collection<OfferId> offers) {
    jdbc.sql(FILLED)
        .param("offers", List.copyOf(offers).stream().map(OfferId::value).toArray(UUID[]::new))
        .update();
  }
}
