package changke.vault;

import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.OfferId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A merchant's shelf for a test: puts cards there without the ceremony of an import.
record Shelf(MerchantId merchant, OfferId offer, Keyring keyring, JdbcClient jdbc, Ids ids) {

  static Shelf fresh(Keyring keyring, JdbcClient jdbc, Ids ids) {
    return new Shelf(new MerchantId(ids.next()), new OfferId(ids.next()), keyring, jdbc, ids);
  }

  List<CardId> put(String... texts) {
    return put(false, texts);
  }

  List<CardId> put(boolean many, String... texts) {
    var sealer = keyring.sealer(merchant);
    var put = new ArrayList<CardId>();
    for (var text : texts) {
      var card = sealer.seal(new CardId(ids.next()), text);
      jdbc.sql(
              """
              INSERT INTO vault.card
                (id, merchant_id, offer_id, batch_id, key_id, sealed, mark, state, many)
              VALUES (:id, :merchant, :offer, :id, :key, :sealed, :mark, 'available', :many)
              """)
          .param("id", card.id().value())
          .param("merchant", merchant.value())
          .param("offer", offer.value())
          .param("key", card.key())
          .param("sealed", card.sealed())
          .param("mark", sealer.mark(text))
          .param("many", many)
          .update();
      put.add(card.id());
    }
    return put;
  }

  void put(int count) {
    for (int i = 0; i < count; i++) {
      put("card " + i + " of " + offer);
    }
  }

  long inState(String state) {
    return jdbc.sql("SELECT count(*) FROM vault.card WHERE offer_id = :offer AND state = :state")
        .param("offer", offer.value())
        .param("state", state)
        .query(Long.class)
        .single();
  }
}
