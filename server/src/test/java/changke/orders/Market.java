package changke.orders;

import static org.awaitility.Awaitility.await;

import changke.cashier.Behaviour;
import changke.cashier.Cashier;
import changke.catalog.Catalog;
import changke.catalog.Category;
import changke.catalog.Delivery;
import changke.catalog.InputField;
import changke.catalog.Offer;
import changke.catalog.OfferDraft;
import changke.catalog.OfferKind;
import changke.catalog.Saved;
import changke.merchants.Applied;
import changke.merchants.Merchants;
import changke.merchants.Reviewed;
import changke.merchants.ShopDraft;
import changke.payments.Books;
import changke.payments.ChargeRequest;
import changke.payments.ChargeResult;
import changke.payments.FirstChannels;
import changke.payments.Payments;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.PersonId;
import changke.shared.Words;
import changke.vault.Stock;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
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
  private final Payments payments;
  private final Clock clock;

  public Market(
      Merchants merchants,
      Catalog catalog,
      Stock stock,
      Orders orders,
      Cashier cashier,
      Ids ids,
      Payments payments,
      Clock clock) {
    this.payments = payments;
    this.clock = clock;
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
    return offer(new PersonId(ids.next()), cards, priceMinor, delivery, perBuyer);
  }

  /// The only offer of a new shop of this owner.
  public Offer offer(PersonId ming, int cards, long priceMinor, Delivery delivery, int perBuyer) {
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

  /// Something that a person does to the buyer's own account, for which the shop asks three things.
  public Offer asking(PersonId owner, long priceMinor) {
    var plain = offer(owner, 0, priceMinor, Delivery.BY_HAND, 5);
    var asked =
        List.of(
            new InputField(
                "account", new Words("账号", "Account"), InputField.Kind.TEXT, true, List.of()),
            new InputField(
                "level", new Words("等级", "Level"), InputField.Kind.NUMBER, true, List.of()),
            new InputField(
                "region",
                new Words("区服", "Region"),
                InputField.Kind.CHOICE,
                true,
                List.of("Europe", "Asia")));
    return edited(plain, plain.price(), asked);
  }

  /// The offer at another price.
  public Offer reprice(Offer offer, long priceMinor) {
    return edited(offer, Money.of(priceMinor, "CNY"), offer.inputs());
  }

  private Offer edited(Offer offer, Money price, List<InputField> inputs) {
    var draft =
        new OfferDraft(
            null,
            offer.kind(),
            offer.delivery(),
            offer.title(),
            offer.summary(),
            new Words("", ""),
            price,
            List.of(),
            inputs,
            offer.category(),
            offer.tags(),
            null,
            offer.confirmDays(),
            offer.perBuyerLimit(),
            offer.promisedMinutes(),
            offer.lowStockAt());
    var now = catalog.offer(offer.id()).orElseThrow();
    return ((Saved.Done)
            catalog.edit(
                offer.merchant(), offer.id(), now.version(), draft, new PersonId(ids.next())))
        .offer();
  }

  /// Puts money into a member's balance, over the cashier.
  public void topUp(PersonId person, long minor) {
    var charge =
        payments.charge(
            new ChargeRequest(
                FirstChannels.SANDBOX,
                Books.TOP_UP,
                person.value(),
                person,
                "top-up",
                Money.of(minor, "CNY"),
                "/my",
                clock.instant().plus(Duration.ofMinutes(30))));
    var payAt = ((ChargeResult.Ready) charge).payAt();
    cashier.pay(payAt.substring(payAt.lastIndexOf('/') + 1), Behaviour.HONEST);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> payments.wallet(person, Currency.getInstance("CNY")).total() >= minor);
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

  /// Asks again when the price moved: a welcome coupon may arrive while a newcomer's first order is
  /// being placed.
  public Order placed(OrderRequest wish) {
    var answer = orders.place(wish);
    for (int tries = 1; answer instanceof Placing.PriceMoved && tries < 5; tries++) {
      answer = orders.place(wish);
    }
    return ((Placing.Placed) answer).order();
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
