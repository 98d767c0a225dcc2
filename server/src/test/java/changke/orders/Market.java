package changke.orders;

import static org.awaitility.Awaitility.await;

import changke.cashier.Behaviour;
import changke.cashier.Cashier;
import changke.catalog.Catalog;
import changke.catalog.Category;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.catalog.OfferDraft;
import changke.catalog.OfferKind;
import changke.catalog.Saved;
import changke.merchants.Applied;
import changke.merchants.Merchants;
import changke.merchants.Reviewed;
import changke.merchants.ShopDraft;
import changke.payments.FirstChannels;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.PersonId;
import changke.shared.Words;
import changke.vault.Stock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;

/// A shop of Ming's with whatever a story needs, and buyers who walk through checkout.
@TestComponent
public final class Market {

  private final Merchants merchants;
  private final Catalog catalog;
  private final Stock stock;
  private final Orders orders;
  private final Cashier cashier;
  private final Ids ids;

  public Market(
      Merchants merchants, Catalog catalog, Stock stock, Orders orders, Cashier cashier, Ids ids) {
    this.merchants = merchants;
    this.catalog = catalog;
    this.stock = stock;
    this.orders = orders;
    this.cashier = cashier;
    this.ids = ids;
  }

  public Offer offer(int cards, long priceMinor) {
    return offer(cards, priceMinor, Delivery.CARDS, 100);
  }

  public Offer offer(int cards, long priceMinor, Delivery delivery, int perBuyer) {
    var ming = new PersonId(ids.next());
    var merchant = shop(ming);
    catalog.keep(new Category("cards", null, new Words("点卡", "Cards"), 1));
    var plain =
        OfferDraft.of(
            new Words("星际点卡", "Star card"),
            new Words("秒到", "At once"),
            Money.of(priceMinor, "CNY"),
            "cards");
    var draft =
        new OfferDraft(
            null,
            OfferKind.CARD,
            delivery,
            plain.title(),
            plain.summary(),
            plain.details(),
            plain.price(),
            List.of(),
            List.of(),
            "cards",
            List.of(),
            null,
            7,
            perBuyer,
            delivery == Delivery.BY_HAND ? 60 : 0,
            10);
    var offer = ((Saved.Done) catalog.create(merchant, draft, ming)).offer();
    catalog.list(merchant, offer.id());
    if (cards > 0) {
      stock.put(merchant, offer.id(), cards);
    }
    return catalog.offer(offer.id()).orElseThrow();
  }

  private MerchantId shop(PersonId owner) {
    var slug = "shop-" + owner.toString().substring(24);
    var draft =
        new ShopDraft(slug, new Words("小明的店", "Ming's"), new Words("", ""), "ming@shop.example");
    var applied = (Applied.Waiting) merchants.apply(owner, draft);
    var opened = (Reviewed.Opened) merchants.approve(applied.application().id(), owner);
    return opened.shop().id();
  }

  public static String someone() {
    return "b" + UUID.randomUUID().toString().substring(0, 13) + "@mail.example";
  }

  public OrderRequest wish(Offer offer, int quantity) {
    return wish(offer.id(), quantity, null, someone());
  }

  public OrderRequest wish(OfferId offer, int quantity, @Nullable PersonId person, String email) {
    return new OrderRequest(
        UUID.randomUUID(),
        person,
        email,
        "zh-CN",
        "10." + email.hashCode(),
        List.of(new OrderRequest.Item(offer, quantity, null, Map.of())));
  }

  public Order placed(OrderRequest wish) {
    return ((Placing.Placed) orders.place(wish)).order();
  }

  public Order placed(Offer offer, int quantity) {
    return placed(wish(offer, quantity));
  }

  /// Goes to the cashier and pays there.
  public void pay(Order order, Behaviour behaviour) {
    cashier.pay(tradeOf(order), behaviour);
  }

  public String tradeOf(Order order) {
    var there = (Paying.GoTo) orders.pay(order.id(), FirstChannels.SANDBOX, "/orders/x");
    return there.address().substring(there.address().lastIndexOf('/') + 1);
  }

  public Order bought(Offer offer, int quantity) {
    return bought(wish(offer, quantity));
  }

  public Order bought(OrderRequest wish) {
    var order = placed(wish);
    pay(order, Behaviour.HONEST);
    return until(order, OrderState.DELIVERED);
  }

  public Order until(Order order, OrderState state) {
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> now(order).state() == state);
    return now(order);
  }

  public Order now(Order order) {
    return orders.find(order.id()).orElseThrow();
  }
}
