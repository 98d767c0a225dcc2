package changke.vault;

import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.OfferId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts cards on a shelf for tests of other modules, without the ceremony of an import.
@TestComponent
public final class Stock {

  private final Keyring keyring;
  private final JdbcClient jdbc;
  private final Ids ids;

  public Stock(Keyring keyring, JdbcClient jdbc, Ids ids) {
    this.keyring = keyring;
    this.jdbc = jdbc;
    this.ids = ids;
  }

  /// Adds `count` cards whose texts are `card 0 of OFFER`, `card 1 of OFFER`, …
  public void put(MerchantId merchant, OfferId offer, int count) {
    var sealer = keyring.sealer(merchant);
    var rows = new ArrayList<String[]>();
    for (int i = 0; i < count; i++) {
      var text = "card " + ids.next() + " of " + offer;
      var card = sealer.seal(new CardId(ids.next()), text);
      rows.add(
          new String[] {
            card.id().value().toString(),
            card.key().toString(),
            HexFormat.of().formatHex(card.sealed()),
            HexFormat.of().formatHex(sealer.mark(text))
          });
    }
    jdbc.sql(
            """
            INSERT INTO vault.card (id, merchant_id, offer_id, batch_id, key_id, sealed, mark, state, many)
            SELECT c.id::uuid, :merchant, :offer, c.id::uuid, c.key::uuid, decode(c.sealed, 'hex'),
                   decode(c.mark, 'hex'), 'available', false
            FROM unnest(:ids::text[], :keys::text[], :sealed::text[], :marks::text[])
                 AS c (id, key, sealed, mark)
            """)
        .param("merchant", merchant.value())
        .param("offer", offer.value())
        .param("ids", column(rows, 0))
        .param("keys", column(rows, 1))
        .param("sealed", column(rows, 2))
        .param("marks", column(rows, 3))
        .update();
  }

  public long inState(OfferId offer, String state) {
    return jdbc.sql("SELECT count(*) FROM vault.card WHERE offer_id = :offer AND state = :state")
        .param("offer", offer.value())
        .param("state", state)
        .query(Long.class)
        .single();
  }

  private static String[] column(List<String[]> rows, int n) {
    return rows.stream().map(row -> row[n]).toArray(String[]::new);
  }
}
