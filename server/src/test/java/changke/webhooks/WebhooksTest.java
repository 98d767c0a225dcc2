package changke.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.orders.Disputes;
import changke.orders.Market;
import changke.orders.OrderRequest;
import changke.orders.Orders;
import changke.orders.Party;
import changke.orders.Revealing;
import changke.settlement.Settlements;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.vault.Reader;
import com.standardwebhooks.Webhook;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Facts on their way to a real receiver.
@HouseTest
class WebhooksTest {

  private static final Set<EventKind> ALL = Set.copyOf(EventKind.choices());

  @Autowired Webhooks webhooks;
  @Autowired Secrets secrets;
  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired Disputes disputes;
  @Autowired Settlements settlements;
  @Autowired Identity identity;
  @Autowired Ids ids;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private final Receiver receiver = new Receiver();
  private PersonId ming;
  private String mail;
  private Offer offer;
  private Owner shop;

  @BeforeEach
  void ming_has_a_shop() {
    mail = "ming" + UUID.randomUUID() + "@shop.example";
    var form = new SignUp("Ming", mail, "a door left ajar", Locale.ENGLISH, ZoneId.of("UTC"));
    ming = ((SignUp.Joined) identity.enrol(form, Role.MERCHANT)).person().id();
    offer = market.offer(ming, 9, 990, Delivery.CARDS, 100);
    shop = Owner.shop(offer.merchant());
  }

  @AfterEach
  void the_receiver_goes() {
    receiver.close();
    webhooks.of(Owner.PLATFORM).forEach(one -> webhooks.remove(Owner.PLATFORM, one.id(), ming));
  }

  @Test
  void the_steps_of_an_order_arrive_once_and_signed() throws Exception {
    var added = added(shop, receiver);
    var order = market.bought(offer, 2);
    arrived(receiver, "order.paid", 1);
    arrived(receiver, "order.delivered", 1);
    orders.confirm(order.id());
    arrived(receiver, "order.completed", 1);
    var official = new Webhook(added.secret());
    for (var got : receiver.got) {
      assertThat(got.header("webhook-signature")).isEqualTo(signed(official, got));
      assertThat(got.path()).isEqualTo("/hooks?from=changke");
      assertThat(got.header("content-type")).isEqualTo("application/json");
    }
    var paid = receiver.of("order.paid").getFirst();
    assertThat(paid.body())
        .contains("\"number\":\"" + order.number() + "\"")
        .contains("\"amountMinor\":1980", "\"currency\":\"CNY\"", "\"quantity\":2")
        .contains("\"late\":false", "\"contact\":\"b***@m***.example\"")
        .doesNotContain(order.email(), "card ");
    assertThat(receiver.got).extracting(Receiver.Got::id).doesNotHaveDuplicates();
  }

  @Test
  void a_shop_hears_of_its_own_lines_and_the_platform_of_all() throws Exception {
    var yan = market.offer(9, 500);
    try (var house = new Receiver();
        var other = new Receiver()) {
      added(shop, receiver);
      added(Owner.PLATFORM, house);
      added(Owner.shop(yan.merchant()), other);
      var both = List.of(OrderRequest.Item.of(offer.id(), 1), OrderRequest.Item.of(yan.id(), 1));
      market.bought(
          new OrderRequest(
              UUID.randomUUID(), null, Market.someone(), "en", "10.9.9." + ids.next(), both));
      arrived(receiver, "order.paid", 1);
      arrived(house, "order.paid", 1);
      arrived(other, "order.paid", 1);
      var mine = receiver.of("order.paid").getFirst();
      assertThat(mine.body())
          .contains(offer.id().toString(), "\"amountMinor\":990")
          .doesNotContain(yan.id().toString(), "1490", yan.merchant().toString());
      assertThat(house.of("order.paid").getFirst().body())
          .contains(offer.id().toString(), yan.id().toString(), "\"amountMinor\":1490");
      assertThat(house.of("order.paid").getFirst().id()).isEqualTo(mine.id());
      market.bought(yan, 1);
      arrived(house, "order.delivered", 2);
      assertThat(receiver.of("order.paid")).hasSize(1);
    }
  }

  @Test
  void a_complaint_and_a_refund_are_told() {
    added(shop, receiver);
    var order = market.bought(offer, 1);
    var shown = (Revealing.Revealed) orders.reveal(order.id(), Reader.guest(order.id()));
    var card = shown.lines().getFirst().cards().getFirst();
    disputes.complain(order.id(), 1, card.id(), Party.GUEST, "it says: already used", List.of());
    arrived(receiver, "order.disputed", 1);
    orders.takeBack(order.id(), Set.of(), "agreed");
    arrived(receiver, "order.refunded", 1);
    assertThat(receiver.got)
        .noneMatch(got -> got.body().contains(card.text()) || got.body().contains("already used"));
    assertThat(receiver.of("order.disputed").getFirst().body()).contains("complaintId", "answerBy");
  }

  @Test
  void earnings_that_were_moved_are_told() {
    added(shop, receiver, Set.of(EventKind.EARNINGS_SETTLED));
    market.bought(offer, 1);
    clock.forward(Duration.ofDays(8));
    var request = ids.next();
    var yuan = Currency.getInstance("CNY");
    settlements.settle(request, offer.merchant(), yuan, ming);
    settlements.settle(request, offer.merchant(), yuan, ming);
    arrived(receiver, "earnings.settled", 1);
    assertThat(receiver.got.getFirst().body())
        .contains("\"settlementId\":\"" + request, "\"amountMinor\":941", "\"currency\":\"CNY\"");
  }

  @Test
  void an_address_hears_only_what_it_chose() {
    added(shop, receiver, Set.of(EventKind.ORDER_DELIVERED));
    market.bought(offer, 1);
    arrived(receiver, "order.delivered", 1);
    assertThat(receiver.got).hasSize(1);
  }

  @Test
  void what_is_undone_is_told_to_nobody_and_a_key_is_sent_once() {
    added(shop, receiver);
    transaction.executeWithoutResult(tx -> {
      webhooks.send(message("undone"));
      tx.setRollbackOnly();
    });
    webhooks.send(message("first"));
    webhooks.send(message("first"));
    arrived(receiver, "journey.step", 1);
    webhooks.send(message("first"));
    webhooks.send(message("second"));
    arrived(receiver, "journey.step", 2);
    assertThat(receiver.of("journey.step"))
        .extracting(Receiver.Got::body)
        .anyMatch(body -> body.contains("\"key\":\"first\""))
        .anyMatch(body -> body.contains("\"key\":\"second\""));
  }

  @Test
  void while_a_secret_is_changed_both_sign() throws Exception {
    var added = added(shop, receiver);
    var id = added.endpoint().id();
    var fresh = webhooks.rotate(shop, id, ming).orElseThrow();
    assertThat(webhooks.test(shop, id)).isTrue();
    arrived(receiver, "webhook.test", 1);
    var got = receiver.got.getFirst();
    assertThat(got.header("webhook-signature").split(" ")).hasSize(2);
    assertThat(got.header("webhook-signature"))
        .isEqualTo(
            signed(new Webhook(fresh), got) + " " + signed(new Webhook(added.secret()), got));
    var now = clock.instant();
    assertThat(secrets.valid(id, now.plus(Duration.ofHours(23)))).hasSize(2).startsWith(fresh);
    assertThat(secrets.valid(id, now.plus(Duration.ofHours(25)))).containsExactly(fresh);
    var third = webhooks.rotate(shop, id, ming).orElseThrow();
    assertThat(secrets.valid(id, clock.instant())).containsExactly(third, fresh);
    assertThat(
            jdbc.sql("SELECT encode(sealed, 'escape') FROM webhooks.secret WHERE endpoint = :id")
                .param("id", id)
                .query(String.class)
                .list())
        .noneMatch(sealed -> sealed.contains("whsec_"));
  }

  @Test
  void gone_means_gone_until_somebody_says_otherwise() {
    var endpoint = added(shop, receiver.answering(Receiver.status(410))).endpoint().id();
    market.bought(offer, 1);
    await().atMost(Duration.ofSeconds(10)).until(() -> !now(endpoint).isOn());
    assertThat(String.valueOf(now(endpoint).off())).contains("GONE");
    assertThat(letters()).containsOnlyOnce("YourWebhookIsGone");
    market.bought(offer, 1);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() ->
            webhooks
                    .deliveries(shop, endpoint, changke.webhooks.Delivery.State.MISSED, 0)
                    .rows()
                    .size()
                >= 2);
    receiver.answering(Receiver.status(200));
    receiver.got.clear();
    assertThat(webhooks.replaySince(shop, endpoint, clock.instant().minusSeconds(3600))).isZero();
    assertThat(webhooks.switchOn(shop, endpoint, ming)).isTrue();
    var missed = webhooks.replaySince(shop, endpoint, clock.instant().minusSeconds(3600));
    assertThat(missed).isEqualTo(4);
    await().atMost(Duration.ofSeconds(10)).until(() -> receiver.got.size() == 4);
  }

  @Test
  void a_replay_keeps_its_id() {
    var endpoint = added(shop, receiver).endpoint().id();
    webhooks.test(shop, endpoint);
    arrived(receiver, "webhook.test", 1);
    var delivery =
        await()
            .until(
                () ->
                    webhooks
                        .deliveries(shop, endpoint, changke.webhooks.Delivery.State.DELIVERED, 0)
                        .rows(),
                rows -> rows.size() == 1)
            .getFirst();
    assertThat(webhooks.replay(shop, endpoint, delivery.id())).isTrue();
    arrived(receiver, "webhook.test", 2);
    assertThat(receiver.got.get(1).id()).isEqualTo(receiver.got.get(0).id());
    assertThat(receiver.got.get(1).body()).isEqualTo(receiver.got.get(0).body());
  }

  @Test
  void nobody_touches_the_addresses_of_others() {
    var endpoint = added(shop, receiver).endpoint().id();
    var stranger = Owner.shop(market.offer(0, 100).merchant());
    for (var other : List.of(stranger, Owner.PLATFORM)) {
      assertThat(webhooks.find(other, endpoint)).isEmpty();
      assertThat(webhooks.rotate(other, endpoint, ming)).isEmpty();
      assertThat(webhooks.switchOff(other, endpoint, ming)).isFalse();
      assertThat(webhooks.remove(other, endpoint, ming)).isFalse();
      assertThat(webhooks.test(other, endpoint)).isFalse();
      assertThat(webhooks.edit(other, endpoint, draft(receiver.url(), ALL), ming)).isEmpty();
      assertThat(webhooks.deliveries(other, endpoint, null, 0).rows()).isEmpty();
    }
    assertThat(now(endpoint).isOn()).isTrue();
  }

  @Test
  void an_owner_has_at_most_ten_and_none_of_them_is_private() {
    for (int i = 0; i < Webhooks.MOST; i++) {
      added(shop, receiver);
    }
    assertThat(webhooks.add(shop, draft(receiver.url(), ALL), ming))
        .isEqualTo(new Adding.Unfit(Adding.Flaw.TOO_MANY));
    assertThat(webhooks.add(Owner.PLATFORM, draft("https://10.0.0.1/x", ALL), ming))
        .isEqualTo(new Adding.Unfit(Adding.Flaw.NOT_PUBLIC));
    assertThat(webhooks.add(Owner.PLATFORM, draft(receiver.url(), Set.of()), ming))
        .isEqualTo(new Adding.Unfit(Adding.Flaw.NOTHING_CHOSEN));
  }

  private WebhookMessage message(String key) {
    return new WebhookMessage(key, shop, EventKind.JOURNEY_STEP, Map.of("key", key));
  }

  private static EndpointDraft draft(String url, Set<EventKind> kinds) {
    return new EndpointDraft(url, "our till", kinds);
  }

  private Adding.Added added(Owner owner, Receiver at) {
    return added(owner, at, ALL);
  }

  private Adding.Added added(Owner owner, Receiver at, Set<EventKind> kinds) {
    return (Adding.Added) webhooks.add(owner, draft(at.url(), kinds), ming);
  }

  private Endpoint now(UUID endpoint) {
    return webhooks.find(shop, endpoint).orElseThrow();
  }

  private List<String> letters() {
    return jdbc.sql("SELECT letter FROM messaging.letter WHERE email = :mail")
        .param("mail", mail)
        .query(String.class)
        .list();
  }

  /// What the official library signs. Its verifier goes by the machine's clock, which is not the
  /// house's in a test: that it believes what is sent, [SendingTest] sees.
  private static String signed(Webhook official, Receiver.Got got) throws Exception {
    return official.sign(got.id(), Long.parseLong(got.header("webhook-timestamp")), got.body());
  }

  /// Exactly so many; the house's job is not waited for.
  private void arrived(Receiver at, String kind, int times) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> {
          webhooks.sendDue();
          return at.of(kind).size() >= times;
        });
    assertThat(at.of(kind)).hasSize(times);
  }
}
