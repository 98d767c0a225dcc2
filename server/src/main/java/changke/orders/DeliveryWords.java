package changke.orders;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What a shop says beside the delivered goods: how to use them, whom to ask. Buyers read it as it
/// is now, so that a shop can mend what was unclear. It is shown to buyers only, and is no place
/// for a secret.
@Repository
public class DeliveryWords {

  public static final int LONGEST = 4000;

  private static final String PUT =
      """
      INSERT INTO orders.delivery_words (offer, merchant, zh, en, changed_at, changed_by)
      VALUES (:offer, :merchant, :zh, :en, :now, :by)
      ON CONFLICT (offer) DO UPDATE
      SET zh = excluded.zh, en = excluded.en, changed_at = excluded.changed_at, changed_by = excluded.changed_by
      WHERE orders.delivery_words.merchant = excluded.merchant
      """;

  private static final String OF =
      """
      SELECT offer, zh, en FROM orders.delivery_words
      WHERE offer = ANY(:offers::uuid[]) AND zh || en <> ''
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  DeliveryWords(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// Keeps a merchant's words for an offer of its own; empty words take them away.
  ///
  /// @throws IllegalArgumentException when they are too long
  public void put(MerchantId merchant, OfferId offer, Words words, PersonId by) {
    if (words.zh().length() > LONGEST || words.en().length() > LONGEST) {
      throw new IllegalArgumentException("words are longer than " + LONGEST);
    }
    jdbc.sql(PUT)
        .param("offer", offer.value())
        .param("merchant", merchant.value())
        .param("zh", words.zh().strip())
        .param("en", words.en().strip())
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .param("by", by.value())
        .update();
  }

  /// Offers about which nothing is said are missing.
  public Map<OfferId, Words> of(Collection<OfferId> offers) {
    var words = new HashMap<OfferId, Words>();
    jdbc.sql(OF)
        .param("offers", offers.stream().map(OfferId::toString).toArray(String[]::new))
        .query(row -> {
          words.put(
              new OfferId(row.getObject(1, UUID.class)),
              new Words(row.getString(2), row.getString(3)));
        });
    return words;
  }
}
