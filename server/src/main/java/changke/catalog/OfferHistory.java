package changke.catalog;

import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What an offer cost and said before: rows are only added.
@Repository
class OfferHistory {

  private static final String ADD_PRICE =
      """
      INSERT INTO catalog.price (offer_id, since, price_minor, currency, set_by)
      VALUES (:offer, :at, :price, :currency, :by)
      """;
  private static final String PRICES =
      """
      SELECT since, price_minor, currency FROM catalog.price
      WHERE offer_id = :offer ORDER BY since
      """;
  private static final String ADD_VERSION =
      """
      INSERT INTO catalog.offer_version (offer_id, version, content, saved_by, saved_at)
      SELECT id, version, to_jsonb(o) - 'search', :by, :at FROM catalog.offer o WHERE id = :offer
      """;
  private static final String VERSIONS =
      """
      SELECT version, saved_by, saved_at FROM catalog.offer_version
      WHERE offer_id = :offer ORDER BY version DESC LIMIT 100
      """;

  private final JdbcClient jdbc;

  OfferHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void addPrice(OfferId offer, Money price, PersonId by, Instant at) {
    jdbc.sql(ADD_PRICE)
        .param("offer", offer.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("price", price.minor())
        .param("currency", price.currency().getCurrencyCode())
        .param("by", by.value())
        .update();
  }

  List<PricePoint> prices(OfferId offer) {
    return jdbc.sql(PRICES)
        .param("offer", offer.value())
        .query((row, _) ->
            new PricePoint(
                row.getTimestamp(1).toInstant(), Money.of(row.getLong(2), row.getString(3))))
        .list();
  }

  void addVersion(OfferId offer, PersonId by, Instant at) {
    jdbc.sql(ADD_VERSION)
        .param("offer", offer.value())
        .param("by", by.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<OfferVersion> versions(OfferId offer) {
    return jdbc.sql(VERSIONS)
        .param("offer", offer.value())
        .query((row, _) ->
            new OfferVersion(
                row.getInt(1),
                new PersonId(row.getObject(2, java.util.UUID.class)),
                row.getTimestamp(3).toInstant()))
        .list();
  }
}
