package changke.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.catalog.Delivery;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.messaging.Messaging;
import changke.orders.Market;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.orders.Paying;
import changke.payments.Channel;
import changke.payments.ChannelId;
import changke.payments.ChannelSaved;
import changke.payments.CredentialChangeAsked;
import changke.payments.PaymentChannels;
import changke.payments.Payments;
import changke.shared.Ids;
import changke.shared.Words;
import changke.vault.Stock;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

/// What users of such shops complain about most, each as a story over HTTP: checkout, cashier,
/// signed notifications and pages as they are.
@HouseTest
@RecordApplicationEvents
class ComplaintsTest {

  @Autowired TestBrowser.Maker browsers;
  @Autowired Market market;
  @Autowired Stock stock;
  @Autowired Orders orders;
  @Autowired Payments payments;
  @Autowired PaymentChannels channels;
  @Autowired Identity identity;
  @Autowired Messaging messaging;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired Ids ids;
  @Autowired ApplicationEvents facts;

  /// Every buyer here has this machine's address, and one address may have so many orders open.
  @BeforeEach
  void nobody_waits() {
    clock.forward(Duration.ofMinutes(16));
    while (orders.expire() > 0) {}
  }

  @Test
  void a_payment_is_not_lost_when_its_notification_is() {
    var liu = new Shopper(browsers.guest());
    var cashier = liu.order(market.offer(1, 990), 1);
    liu.pay(cashier, "lose");
    clock.forward(Duration.ofSeconds(40));
    until(liu, OrderState.DELIVERED, true);
    assertThat(liu.card()).startsWith("card ");
  }

  @Test
  void a_payment_is_not_lost_when_it_comes_too_late() {
    var offer = market.offer(1, 990);
    var liu = new Shopper(browsers.guest());
    liu.pay(liu.order(offer, 1), "lose");
    letGo();
    until(liu, OrderState.DELIVERED, true);
    assertThat(liu.page()).contains("你的付款晚于保留时间到账,我们照样发了货");
    assertThat(liu.card()).startsWith("card ");
  }

  @Test
  void a_payment_too_late_for_the_shelf_is_given_back() {
    var offer = market.offer(1, 990);
    var late = new Shopper(browsers.guest());
    var cashier = late.order(offer, 1);
    late.pay(cashier, "lose");
    letGo();
    market.bought(offer, 1);
    until(late, OrderState.REFUNDED, true);
    assertThat(late.page()).contains("全部款项原路退回");
    assertThat(givenBack(cashier)).isEqualTo(990);
  }

  @Test
  void a_card_is_not_sold_twice() throws Exception {
    var offer = market.offer(3, 990);
    var buyers = IntStream.range(0, 8).mapToObj(i -> new Shopper(browsers.guest())).toList();
    var tills = buyers.stream().map(buyer -> buyer.atTheTill(offer, 1)).toList();
    var paid =
        atOnce(
            IntStream.range(0, 8)
                .<Callable<String>>mapToObj(i ->
                    () -> {
                      var cashier = Shopper.address(buyers.get(i).press(tills.get(i)));
                      // Each notification comes three times, and a stale one after it.
                      return cashier.startsWith("/cashier/")
                          ? buyers.get(i).pay(cashier, "reorder", "forge")
                          : "";
                    })
                .toList());
    var served =
        IntStream.range(0, 8)
            .filter(i -> !paid.get(i).isEmpty())
            .mapToObj(buyers::get)
            .peek(buyer -> until(buyer, OrderState.DELIVERED, false))
            .toList();
    assertThat(served).hasSize(3);
    assertThat(served.stream().map(Shopper::card)).hasSize(3).doesNotHaveDuplicates();
    assertThat(stock.inState(offer.id(), "sold")).isEqualTo(3);
  }

  @Test
  void a_shelf_is_not_emptied_by_unpaid_orders() {
    var offer = market.offer(50, 990, Delivery.CARDS, 5);
    var greedy = new Shopper(browsers.guest());
    IntStream.range(0, 12).forEach(i -> greedy.order(offer, 3));
    assertThat(stock.inState(offer.id(), "held")).isEqualTo(3);
    // The same with a new address every time: the network address stays.
    IntStream.range(0, 30).forEach(i -> new Shopper(browsers.guest()).order(offer, 1));
    assertThat(stock.inState(offer.id(), "held")).isLessThanOrEqualTo(23);
    assertThat(market.bought(offer, 2).state()).isEqualTo(OrderState.DELIVERED);
    clock.forward(Duration.ofMinutes(16));
    while (orders.expire() > 0) {}
    assertThat(stock.inState(offer.id(), "available")).isEqualTo(48);
  }

  @Test
  void an_order_is_not_opened_by_guessing() {
    var liu = new Shopper(browsers.guest());
    liu.pay(liu.order(market.offer(1, 990), 1));
    until(liu, OrderState.DELIVERED, false);
    var number = liu.latest().substring("/orders/".length());
    var thief = browsers.guest();
    assertThat(thief.get("/orders/" + number).statusCode()).isEqualTo(404);
    assertThat(thief.get("/orders/" + number + "/live").statusCode()).isEqualTo(404);
    assertThat(browsers.member().get("/orders/" + number).statusCode()).isEqualTo(404);
    assertThat(thief.get("/open/" + "A".repeat(43)).statusCode()).isEqualTo(404);
    // Number and address together bring a code to the buyer's own mailbox, and nothing here.
    var asked = thief.post("/find-order", Map.of("number", number, "email", liu.email));
    var alone = thief.post("/find-order", Map.of("number", "2".repeat(16), "email", liu.email));
    assertThat(asked.body().replace(number, "N"))
        .doesNotContain("/orders/")
        .isEqualToIgnoringWhitespace(sameToken(alone.body().replace("2".repeat(16), "N"), asked));
    var guesses =
        IntStream.range(0, 8)
            .mapToObj(i ->
                thief.post("/find-order/code", Map.of("number", number, "code", "1234567" + i)))
            .toList();
    assertThat(guesses).allMatch(answer -> answer.statusCode() == 422);
    var code = codeFor(number);
    assertThat(thief.post("/find-order/code", Map.of("number", number, "code", code)).statusCode())
        .as("after so many tries not even the right code opens it")
        .isEqualTo(422);
  }

  @Test
  void a_payment_key_is_not_changed_in_silence() {
    var root = operator("root");
    var eve = operator("eve");
    var channel = epay();
    payments.open(channel, Map.of("pid", "1001", "key", "ours"), "root", "127.0.0.1");
    try {
      var order = market.placed(market.offer(1, 990), 1);
      var there = (Paying.GoTo) orders.pay(order.id(), channel.id(), "/orders/x");
      var hers =
          Map.of("gateway", "http://127.0.0.1:9", "type", "alipay", "pid", "1001", "key", "eve's");
      assertThat(channels.change(channel.id(), hers, eve.id(), "203.0.113.66"))
          .isInstanceOf(ChannelSaved.Done.class);
      assertThat(facts.stream(CredentialChangeAsked.class))
          .as("the alarm rings when it is asked for, not when it counts")
          .anyMatch(fact -> fact.channel().equals(channel.id()));
      assertThat(messaging.recent(300, 0))
          .as("everyone who may change keys is written to")
          .anyMatch(letter ->
              letter.email().equals(root.email()) && letter.text().contains("203.0.113.66"));
      var change = channels.waiting(channel.id()).orElseThrow();
      assertThat(change.askedBy()).isEqualTo(eve.id().toString());
      assertThat(Duration.between(clock.instant(), change.activeFrom()))
          .isGreaterThan(Duration.ofHours(23));
      assertThat(channels.allow(channel.id(), eve.id())).as("not by herself").isFalse();
      assertThat(notify(channel, there.address(), "eve's")).isEqualTo(400);
      assertThat(market.now(order).state()).isEqualTo(OrderState.PLACED);
      assertThat(channels.stop(channel.id(), root.id())).isTrue();
      clock.forward(Duration.ofMinutes(5));
      assertThat(notify(channel, there.address(), "ours")).isEqualTo(200);
      market.until(order, OrderState.DELIVERED);
    } finally {
      payments.enable(channel.id(), false);
    }
  }

  private Channel epay() {
    return new Channel(
        new ChannelId(ids.next()),
        "epay",
        new Words("支付宝", "Alipay"),
        null,
        Map.of("gateway", "http://127.0.0.1:9", "type", "alipay"),
        true);
  }

  private Person operator(String name) {
    var email = name + "-" + UUID.randomUUID() + "@example.org";
    var form = new SignUp(name, email, "a door left ajar", Locale.ENGLISH, ZoneId.of("UTC"));
    return ((SignUp.Joined) identity.enrol(form, Role.OPERATOR)).person();
  }

  private void letGo() {
    clock.forward(Duration.ofMinutes(16));
    orders.expire();
    clock.forward(Duration.ofMinutes(1));
  }

  private int notify(Channel channel, String payAt, String key) {
    var asked =
        Arrays.stream(URI.create(payAt).getRawQuery().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    var fields = new TreeMap<String, String>();
    for (var name : new String[] {"pid", "out_trade_no", "type", "name", "money"}) {
      fields.put(name, asked.getOrDefault(name, ""));
    }
    fields.put("trade_no", ids.next().toString().replace("-", ""));
    fields.put("trade_status", "TRADE_SUCCESS");
    var canonical =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + field.getValue())
            .collect(Collectors.joining("&"));
    fields.put("sign", md5(canonical + key));
    fields.put("sign_type", "MD5");
    var query =
        fields.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return browsers.guest().get("/api/pay/epay/" + channel.id() + "?" + query).statusCode();
  }

  private static String md5(String text) {
    try {
      var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return String.format("%032x", new BigInteger(1, digest));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The poller and the refunds run by themselves in the house; here they run when the story asks.
  private void until(Shopper buyer, OrderState state, boolean asking) {
    var number = buyer.latest().substring("/orders/".length());
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> {
          if (asking) {
            payments.poll();
            payments.workOnRefunds();
          }
          return stateOf(number).equals(state.name().toLowerCase(java.util.Locale.ROOT));
        });
  }

  private String stateOf(String number) {
    return jdbc.sql("SELECT state FROM orders.purchase WHERE number = :number")
        .param("number", number)
        .query(String.class)
        .single();
  }

  private long givenBack(String cashier) {
    return jdbc.sql("SELECT coalesce(sum(amount_minor), 0) FROM cashier.refund WHERE trade_no = :t")
        .param("t", cashier.substring(cashier.lastIndexOf('/') + 1))
        .query(Long.class)
        .single();
  }

  private String codeFor(String number) {
    return jdbc.sql(
            """
            SELECT variables->>'code' FROM messaging.letter
            WHERE letter = 'YourOneTimeCode' AND variables->>'number' = :number
            ORDER BY queued_at DESC LIMIT 1
            """)
        .param("number", number)
        .query(String.class)
        .single();
  }

  private static String sameToken(String page, java.net.http.HttpResponse<String> other) {
    var token = "name=\"_csrf\" value=\"([^\"]+)\"";
    var theirs = Shopper.find(other.body(), token);
    return page.replaceAll(token, "name=\"_csrf\" value=\"" + theirs + "\"");
  }

  private static <T> java.util.List<T> atOnce(java.util.List<Callable<T>> works) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new java.util.ArrayList<T>();
      for (Future<T> result : threads.invokeAll(works)) {
        results.add(result.get());
      }
      return results;
    }
  }
}
