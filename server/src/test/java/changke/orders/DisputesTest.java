package changke.orders;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.catalog.Delivery;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.messaging.Messaging;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.vault.CardId;
import changke.vault.Reader;
import changke.vault.Stock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class DisputesTest {

  @Autowired Market market;
  @Autowired Stock stock;
  @Autowired Orders orders;
  @Autowired Disputes disputes;
  @Autowired Identity identity;
  @Autowired Messaging messaging;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  private final Party ming = Party.merchant(new PersonId(UUID.randomUUID()));
  private final Party root = Party.operator(new PersonId(UUID.randomUUID()));

  @Test
  void a_bad_card_is_replaced_and_never_sold_again() {
    var offer = market.offer(2, 990);
    var order = market.bought(offer, 1);
    var bad = seen(order);
    var complaint = complain(order, bad);
    assertThat(market.now(order).state()).isEqualTo(OrderState.DISPUTED);
    assertThat(disputes.replace(complaint.id(), ming, "sorry"))
        .isInstanceOf(Complaining.Decided.class);
    assertThat(market.now(order).state()).isEqualTo(OrderState.DELIVERED);
    assertThat(seen(order)).isNotEqualTo(bad);
    assertThat(stock.inState(offer.id(), "available")).isZero();
    assertThat(disputes.replace(complaint.id(), ming, ""))
        .isInstanceOf(Complaining.NotPossible.class);
  }

  @Test
  void without_another_card_the_money_goes_back() {
    var offer = market.offer(1, 990);
    var order = market.bought(offer, 1);
    var complaint = complain(order, seen(order));
    assertThat(disputes.replace(complaint.id(), ming, "")).isInstanceOf(Complaining.NoStock.class);
    assertThat(disputes.refund(complaint.id(), ming, "")).isInstanceOf(Complaining.Decided.class);
    market.until(order, OrderState.REFUNDED);
  }

  @Test
  void a_merchant_who_stays_silent_has_agreed() {
    var replaceable = market.offer(2, 990);
    var empty = market.offer(1, 990);
    var first = market.bought(replaceable, 1);
    var second = market.bought(empty, 1);
    complain(first, seen(first));
    complain(second, seen(second));
    orders.decideOverdue();
    assertThat(market.now(first).state()).isEqualTo(OrderState.DISPUTED);
    clock.forward(Duration.ofHours(49));
    orders.decideOverdue();
    assertThat(market.now(first).state()).isEqualTo(OrderState.DELIVERED);
    assertThat(disputes.of(first.id()))
        .extracting(Complaint::state)
        .containsExactly(Complaint.State.REPLACED);
    market.until(second, OrderState.REFUNDED);
  }

  @Test
  void a_buyer_who_stays_silent_is_told_and_may_come_back() {
    var order = market.bought(market.offer(1, 990), 1);
    var complaint = complain(order, seen(order));
    disputes.decline(complaint.id(), ming, "it was redeemed yesterday from your address");
    clock.forward(Duration.ofHours(73));
    orders.decideOverdue();
    assertThat(disputes.find(complaint.id()).orElseThrow().state())
        .isEqualTo(Complaint.State.CLOSED);
    assertThat(letters(order)).contains("YourComplaintRests");
    assertThat(market.now(order).state()).isEqualTo(OrderState.DELIVERED);
    clock.forward(Duration.ofHours(70));
    orders.complete();
    assertThat(complain(order, seen(order)).open()).isTrue();
  }

  @Test
  void operators_decide_when_they_are_called_and_their_silence_is_for_the_buyer() {
    var offer = market.offer(3, 990);
    var first = market.bought(offer, 1);
    var complaint = complain(first, seen(first));
    assertThat(disputes.escalate(complaint.id(), Party.GUEST, "help"))
        .as("before the merchant has answered the deadline speaks for the buyer")
        .isInstanceOf(Complaining.NotPossible.class);
    disputes.decline(complaint.id(), ming, "the card is good");
    assertThat(disputes.escalate(complaint.id(), Party.GUEST, "it is not"))
        .isInstanceOf(Complaining.Open.class);
    assertThat(disputes.refund(complaint.id(), ming, ""))
        .as("it is the operators' now")
        .isInstanceOf(Complaining.NotPossible.class);
    assertThat(disputes.reject(complaint.id(), root, "it was used after it was bought"))
        .isInstanceOf(Complaining.Decided.class);
    var second = market.bought(offer, 1);
    var other = complain(second, seen(second));
    disputes.escalate(other.id(), ming, "please look");
    clock.forward(Duration.ofHours(73));
    orders.decideOverdue();
    assertThat(disputes.find(other.id()).orElseThrow().state()).isEqualTo(Complaint.State.REPLACED);
  }

  @Test
  void a_rejected_complaint_leaves_everything_and_a_disputed_order_does_not_complete() {
    var order = market.bought(market.offer(1, 990), 1);
    var complaint = complain(order, seen(order));
    disputes.escalate(complaint.id(), ming, "");
    clock.forward(Duration.ofHours(71));
    jdbc.sql("UPDATE orders.purchase SET complete_at = now() - interval '1 day' WHERE id = :id")
        .param("id", order.id().value())
        .update();
    orders.complete();
    assertThat(market.now(order).state()).isEqualTo(OrderState.DISPUTED);
    disputes.reject(complaint.id(), root, "it was used after it was bought");
    orders.complete();
    assertThat(market.now(order).state()).isEqualTo(OrderState.COMPLETED);
    assertThat(disputes.complain(order.id(), 1, complaint.card(), Party.GUEST, "again", List.of()))
        .isInstanceOf(Complaining.NotPossible.class);
  }

  @Test
  void the_same_card_is_complained_about_once_at_a_time() {
    var order = market.bought(market.offer(1, 990), 1);
    var card = seen(order);
    complain(order, card);
    assertThat(disputes.complain(order.id(), 1, card, Party.GUEST, "again", List.of()))
        .isInstanceOf(Complaining.NotPossible.class);
    assertThat(disputes.complain(order.id(), 2, card, Party.GUEST, "no line", List.of()))
        .isInstanceOf(Complaining.NotPossible.class);
    assertThat(disputes.complain(order.id(), 1, card, Party.GUEST, " ", List.of()))
        .isInstanceOf(Complaining.Unfit.class);
  }

  @Test
  void everything_said_and_done_stays_in_the_thread_and_in_the_timeline() {
    var order = market.bought(market.offer(2, 990), 1);
    var complaint = complain(order, seen(order));
    disputes.say(complaint.id(), Party.GUEST, "since this morning", List.of());
    disputes.decline(complaint.id(), ming, "works for me");
    disputes.say(complaint.id(), Party.GUEST, "not for me", List.of());
    disputes.replace(complaint.id(), ming, "all right");
    assertThat(disputes.thread(complaint.id()))
        .extracting(message -> message.side() + " " + message.kind() + " " + message.text())
        .containsExactly(
            "BUYER said it says: already used",
            "BUYER said since this morning",
            "MERCHANT declined works for me",
            "BUYER said not for me",
            "MERCHANT replaced all right");
    assertThat(orders.timeline(order.id()))
        .extracting(OrderStep::kind)
        .filteredOn(kind -> !kind.equals("letter"))
        .containsExactly(
            "placed",
            "paid",
            "line-delivered",
            "delivered",
            "disputed",
            "complaint-answered",
            "complaint-answered",
            "complaint-replaced");
    assertThat(disputes.say(complaint.id(), Party.GUEST, "thanks", List.of()))
        .isInstanceOf(Complaining.NotPossible.class);
  }

  @Test
  void every_step_is_written_to_whoever_it_concerns() {
    var owner =
        ((SignUp.Joined)
                identity.enrol(
                    new SignUp(
                        "Ming",
                        Market.someone(),
                        "a door left ajar",
                        Locale.ENGLISH,
                        ZoneId.of("Asia/Shanghai")),
                    Role.MERCHANT))
            .person();
    var offer = market.offer(owner.id(), 2, 990, Delivery.CARDS, 9);
    var order = market.bought(offer, 1);
    var complaint = complain(order, seen(order));
    disputes.decline(complaint.id(), Party.merchant(owner.id()), "works for me");
    disputes.escalate(complaint.id(), Party.GUEST, "not for me");
    disputes.replace(complaint.id(), root, "");
    assertThat(letters(order))
        .containsExactlyInAnyOrder(
            "YourGoodsAreHere",
            "WeHaveYourComplaint",
            "TheShopHasAnswered",
            "OperatorsLookIntoIt",
            "YourCardWasReplaced");
    assertThat(lettersTo(owner.email()))
        .containsExactlyInAnyOrder("ABuyerComplains", "AComplaintWasDecided");
    assertThat(messaging.find(orders.letterKeys(market.now(order))))
        .as("an operator finds them all from the order")
        .hasSizeGreaterThanOrEqualTo(7)
        .allSatisfy(
            letter -> assertThat(letter.text()).doesNotContainPattern("card [-0-9a-f]{36}"));
  }

  @Test
  void a_picture_is_for_its_thread_only_and_a_file_that_is_none_is_refused() throws Exception {
    var offer = market.offer(2, 990);
    var order = market.bought(offer, 1);
    var other = market.bought(offer, 1);
    var strange = complain(other, seen(other));
    assertThat(
            disputes.complain(
                order.id(),
                1,
                seen(order),
                Party.GUEST,
                "see",
                List.of(
                    "<svg onload=alert(1)>"
                        .repeat(9)
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .isInstanceOf(Complaining.Unfit.class);
    var open =
        (Complaining.Open)
            disputes.complain(
                order.id(),
                1,
                seen(order),
                Party.GUEST,
                "see",
                List.of(DisputePictures.withPlace()));
    var picture = disputes.thread(open.complaint().id()).getFirst().pictures().getFirst();
    var shown = disputes.picture(open.complaint().id(), picture).orElseThrow();
    assertThat(new String(shown.content(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("Exif", "31.2304 N");
    assertThat(javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(shown.content())))
        .isNotNull();
    assertThat(disputes.picture(strange.id(), picture)).isEmpty();
  }

  @Test
  void money_back_for_a_line_ends_what_is_open_about_it() {
    var order = market.bought(market.offer(3, 990), 2);
    var cards = cards(order);
    var first = complain(order, cards.getFirst());
    var second = complain(order, cards.getLast());
    disputes.refund(first.id(), ming, "");
    assertThat(disputes.find(second.id()).orElseThrow().state())
        .isEqualTo(Complaint.State.REFUNDED);
    market.until(order, OrderState.REFUNDED);
    var other = market.bought(market.offer(3, 990), 1);
    var open = complain(other, seen(other));
    orders.takeBack(other.id(), Set.of(1), "the shop is gone", root);
    assertThat(disputes.find(open.id()).orElseThrow().state()).isEqualTo(Complaint.State.REFUNDED);
    market.until(other, OrderState.REFUNDED);
  }

  /// Printed: how many processes' worth of workers shared how many deadlines.
  @Test
  void several_workers_decide_every_deadline_once() throws Exception {
    var offer = market.offer(40, 100, Delivery.CARDS, 100);
    var waiting =
        IntStream.range(0, 12)
            .mapToObj(i -> market.bought(offer, 1))
            .map(order -> complain(order, seen(order)))
            .toList();
    clock.forward(Duration.ofHours(49));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var works =
          threads.invokeAll(
              IntStream.range(0, 4)
                  .<java.util.concurrent.Callable<Integer>>mapToObj(i -> orders::decideOverdue)
                  .toList());
      for (var work : works) {
        work.get();
      }
    }
    orders.decideOverdue();
    assertThat(waiting)
        .extracting(complaint -> disputes.find(complaint.id()).orElseThrow().state())
        .containsOnly(Complaint.State.REPLACED);
    assertThat(stock.inState(offer.id(), "replaced")).isEqualTo(12);
    assertThat(stock.inState(offer.id(), "sold")).isEqualTo(12);
  }

  private Complaint complain(Order order, CardId card) {
    return ((Complaining.Open)
            disputes.complain(order.id(), 1, card, Party.GUEST, "it says: already used", List.of()))
        .complaint();
  }

  private List<String> letters(Order order) {
    return lettersTo(order.email());
  }

  private List<String> lettersTo(String email) {
    return jdbc.sql("SELECT letter FROM messaging.letter WHERE email = :email ORDER BY queued_at")
        .param("email", email)
        .query(String.class)
        .list();
  }

  private CardId seen(Order order) {
    return cards(order).getFirst();
  }

  private List<CardId> cards(Order order) {
    var revealed = (Revealing.Revealed) orders.reveal(order.id(), Reader.guest(order.id()));
    return revealed.lines().getFirst().cards().stream().map(card -> card.id()).toList();
  }
}
