package changke.workbench;

import changke.catalog.Offer;
import changke.vault.Vault;
import java.util.List;
import org.springframework.stereotype.Component;

/// Puts the vault's counts beside the catalog's offers.
@Component
class Stock {

  private final Vault vault;

  Stock(Vault vault) {
    this.vault = vault;
  }

  List<StockedOffer> of(List<Offer> offers) {
    var counts = vault.roughly(offers.stream().map(Offer::id).toList());
    return offers.stream()
        .map(offer -> new StockedOffer(offer, counts.getOrDefault(offer.id(), 0)))
        .toList();
  }
}
