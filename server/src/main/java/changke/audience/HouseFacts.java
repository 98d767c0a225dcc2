package changke.audience;

import changke.activity.Happening;
import changke.activity.Journal;
import changke.catalog.OfferListed;
import changke.identity.PersonJoined;
import changke.identity.SignedIn;
import changke.merchants.Merchants;
import changke.orders.ComplaintAnswered;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import changke.vault.StockAdded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// What people and merchants do in the house, on its way into the journal in the very transaction
/// that published it. Merchants are people too: whoever works in a shop and signs in shows that the
/// shop is awake.
@Component
class HouseFacts {

  private final Journal journal;
  private final Merchants merchants;

  HouseFacts(Journal journal, Merchants merchants) {
    this.journal = journal;
    this.merchants = merchants;
  }

  @EventListener
  void joined(PersonJoined fact) {
    append(fact.id(), "Signed Up", fact.person(), null, fact.at(), Map.of());
  }

  @EventListener
  void signedIn(SignedIn fact) {
    append(fact.id(), "Signed In", fact.person(), null, fact.at(), Map.of());
    for (var clerk : merchants.worksFor(fact.person())) {
      var each = fact.id() + " " + clerk.merchant();
      append(
          UUID.nameUUIDFromBytes(each.getBytes(StandardCharsets.UTF_8)),
          Kinds.MERCHANT_SIGNED_IN,
          null,
          clerk.merchant(),
          fact.at(),
          Map.of());
    }
  }

  @EventListener
  void listed(OfferListed fact) {
    append(
        fact.id(),
        Kinds.OFFER_PUBLISHED,
        null,
        fact.merchant(),
        fact.at(),
        Map.of("product_id", fact.offer().toString()));
  }

  @EventListener
  void stocked(StockAdded fact) {
    append(
        fact.id(),
        Kinds.STOCK_ADDED,
        null,
        fact.merchant(),
        fact.at(),
        Map.of("product_id", fact.offer().toString(), "quantity", fact.cards()));
  }

  @EventListener
  void answered(ComplaintAnswered fact) {
    append(fact.id(), Kinds.COMPLAINT_ANSWERED, null, fact.merchant(), fact.at(), Map.of());
  }

  private void append(
      UUID fact,
      String kind,
      @Nullable PersonId person,
      @Nullable MerchantId merchant,
      Instant at,
      Map<String, Object> what) {
    var properties = new HashMap<>(what);
    if (merchant != null) {
      properties.put("merchant_id", merchant.toString());
    }
    journal.append(
        Happening.own(fact, kind, Optional.ofNullable(person), Optional.empty(), at, properties));
  }
}
