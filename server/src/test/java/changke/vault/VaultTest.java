package changke.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import changke.HouseTest;
import changke.TestClock;
import changke.platform.AesGcm;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;

@HouseTest
class VaultTest {

  @Autowired Vault vault;
  @Autowired Keyring keyring;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;
  @Autowired TestClock clock;
  @Autowired PlatformTransactionManager transactions;

  Shelf shelf;

  @BeforeEach
  void a_new_shelf() {
    shelf = Shelf.fresh(keyring, jdbc, ids);
  }

  @Test
  void expired_cards_leave_the_front_of_the_shelf() {
    shelf.put(30);
    jdbc.sql(
            """
            UPDATE vault.card SET expires_at = :past
            WHERE id IN (SELECT id FROM vault.card WHERE offer_id = :offer LIMIT 25)
            """)
        .param("past", clock.instant().minusSeconds(60).atOffset(java.time.ZoneOffset.UTC))
        .param("offer", shelf.offer().value())
        .update();
    assertThat(vault.available(shelf.offer())).isEqualTo(5);
    assertThat(shelf.inState("available")).isEqualTo(30);
    vault.expire();
    assertThat(shelf.inState("available")).isEqualTo(5);
    assertThat(shelf.inState("expired")).isEqualTo(25);
    assertThat(vault.available(shelf.offer())).isEqualTo(5);
    vault.expire();
    assertThat(shelf.inState("expired")).isEqualTo(25);
  }

  @Test
  void cards_are_held_then_sold_then_read() {
    shelf.put("ALPHA-1", "ALPHA-2", "ALPHA-3");
    var hold = hold(2);

    assertThat(vault.available(shelf.offer())).isEqualTo(1);
    assertThat(vault.reveal(hold, me())).isInstanceOf(RevealResult.NotSold.class);
    assertThat(vault.sell(hold)).isInstanceOf(SellResult.Sold.class);
    assertThat(texts(hold)).containsExactlyInAnyOrder("ALPHA-1", "ALPHA-2");
  }

  @Test
  void a_shortage_burns_no_card() {
    shelf.put("one", "two");
    var answer = vault.hold(ids.next(), shelf.offer(), 3, inMinutes(15));

    assertThat(answer).isEqualTo(new HoldResult.TooFew(2));
    assertThat(shelf.inState("available")).isEqualTo(2);
  }

  @Test
  void the_same_hold_never_takes_cards_twice() {
    shelf.put(5);
    var id = ids.next();
    var first = vault.hold(id, shelf.offer(), 2, inMinutes(15));
    var second = vault.hold(id, shelf.offer(), 2, inMinutes(15));

    assertThat(second).isInstanceOf(HoldResult.Held.class);
    assertThat(((HoldResult.Held) second).cards()).isEqualTo(((HoldResult.Held) first).cards());
    assertThat(vault.available(shelf.offer())).isEqualTo(3);
  }

  @Test
  void selling_again_answers_the_same() {
    shelf.put(3);
    var hold = hold(1);
    assertThat(vault.sell(hold)).isEqualTo(vault.sell(hold));
    assertThat(shelf.inState("sold")).isEqualTo(1);
  }

  @Test
  void a_lapsed_hold_gives_its_cards_back() {
    shelf.put(2);
    hold(2);
    clock.forward(Duration.ofMinutes(16));
    vault.releaseLapsed();
    assertThat(vault.available(shelf.offer())).isEqualTo(2);
  }

  @Test
  void a_late_payment_is_served_from_what_is_there() {
    shelf.put("first", "second");
    var late = hold(1);
    clock.forward(Duration.ofMinutes(16));
    vault.releaseLapsed();
    var quick = hold(1);
    vault.sell(quick);

    assertThat(vault.sell(late)).isInstanceOf(SellResult.Sold.class);
    assertThat(texts(late)).containsExactly("second");
    assertThat(texts(quick)).containsExactly("first");
  }

  @Test
  void a_late_payment_for_an_empty_shelf_burns_nothing() {
    shelf.put(3);
    var late = hold(2);
    clock.forward(Duration.ofMinutes(16));
    vault.releaseLapsed();
    vault.sell(hold(2));

    assertThat(vault.sell(late)).isEqualTo(new SellResult.TooFew(1));
    assertThat(shelf.inState("available")).isEqualTo(1);
    assertThat(vault.sell(late)).isEqualTo(new SellResult.TooFew(1));
  }

  @Test
  void release_and_sale_exclude_each_other() {
    shelf.put(2);
    var sold = hold(1);
    vault.sell(sold);
    assertThat(vault.release(sold)).isFalse();
    assertThat(shelf.inState("sold")).isEqualTo(1);

    var released = hold(1);
    assertThat(vault.release(released)).isTrue();
    assertThat(vault.release(released)).isFalse();
    assertThat(vault.available(shelf.offer())).isEqualTo(1);
  }

  @Test
  void a_refunded_card_is_never_sold_or_read_again() {
    shelf.put(1);
    var hold = hold(1);
    vault.sell(hold);

    assertThat(vault.revoke(hold)).isTrue();
    assertThat(vault.revoke(hold)).isFalse();
    assertThat(vault.reveal(hold, me())).isInstanceOf(RevealResult.NotSold.class);
    assertThat(vault.available(shelf.offer())).isZero();
    assertThatThrownBy(() -> vault.sell(hold)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_bad_card_points_to_its_successor() {
    shelf.put("bad", "good");
    var hold = hold(1);
    var bad = ((SellResult.Sold) vault.sell(hold)).cards().getFirst();

    var replaced = (ReplaceResult.Replaced) vault.replace(hold, bad);
    assertThat(texts(hold)).containsExactly("good");
    assertThat(
            jdbc.sql("SELECT successor FROM vault.card WHERE id = :id AND state = 'replaced'")
                .param("id", bad.value())
                .query(UUID.class)
                .single())
        .isEqualTo(replaced.successor().value());
    assertThat(vault.replace(hold, bad)).isInstanceOf(ReplaceResult.NotSold.class);
    assertThat(vault.replace(hold, replaced.successor())).isInstanceOf(ReplaceResult.TooFew.class);
  }

  @Test
  void one_secret_is_sold_to_many() {
    shelf.put(true, "the one link");
    for (int i = 0; i < 3; i++) {
      var hold = hold(2);
      vault.sell(hold);
      assertThat(texts(hold)).containsExactly("the one link");
    }
    assertThat(vault.available(shelf.offer())).isEqualTo(Vault.UNLIMITED);
  }

  @Test
  void a_shared_secret_is_not_lost_when_one_sale_is_refunded() {
    shelf.put(true, "the one link");
    var refunded = hold(1);
    vault.sell(refunded);
    vault.revoke(refunded);
    var kept = hold(1);
    vault.sell(kept);
    assertThat(texts(kept)).containsExactly("the one link");
    assertThat(vault.reveal(refunded, me())).isInstanceOf(RevealResult.NotSold.class);
  }

  @Test
  void a_chosen_card_has_no_substitute() {
    var cards = shelf.put("number 6", "number 8");
    var mine = ids.next();
    assertThat(vault.hold(mine, shelf.offer(), cards.get(1), inMinutes(15)))
        .isInstanceOf(HoldResult.Held.class);
    assertThat(vault.hold(ids.next(), shelf.offer(), cards.get(1), inMinutes(15)))
        .isEqualTo(new HoldResult.TooFew(0));
    clock.forward(Duration.ofMinutes(16));
    vault.releaseLapsed();
    assertThat(vault.hold(ids.next(), shelf.offer(), cards.get(1), inMinutes(15)))
        .isInstanceOf(HoldResult.Held.class);

    assertThat(vault.sell(mine)).isInstanceOf(SellResult.TooFew.class);
    assertThat(shelf.inState("available")).isEqualTo(1);
  }

  @Test
  void what_a_person_writes_is_delivered_like_a_card() {
    var first = ids.next();
    var second = ids.next();
    vault.handOver(first, shelf.merchant(), shelf.offer(), List.of("done, enjoy"));
    vault.handOver(first, shelf.merchant(), shelf.offer(), List.of("done, enjoy"));
    vault.handOver(second, shelf.merchant(), shelf.offer(), List.of("done, enjoy"));
    assertThat(texts(first)).containsExactly("done, enjoy");
    assertThat(shelf.inState("sold")).isEqualTo(2);
  }

  @Test
  void every_look_is_written_down() {
    shelf.put("seen");
    var hold = hold(1);
    vault.sell(hold);
    assertThat(vault.revealedAt(hold)).isEmpty();
    var reader = me();
    vault.reveal(hold, reader);
    vault.reveal(hold, reader);

    var card = ((SellResult.Sold) vault.sell(hold)).cards().getFirst();
    assertThat(vault.reveals(card)).extracting(CardReveal::reader).containsExactly(reader, reader);
    assertThat(vault.revealedAt(hold)).isPresent();
  }

  @Test
  void no_card_is_sold_twice_when_many_buy_at_once() throws Exception {
    shelf.put(60);
    var sold = new ConcurrentLinkedQueue<CardId>();
    var all = new ArrayList<Future<?>>();
    try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int buyer = 0; buyer < 50; buyer++) {
        var quantity = 1 + buyer % 3;
        all.add(buyers.submit(() -> sold.addAll(bought(quantity))));
      }
      for (var buyer : all) {
        buyer.get();
      }
    }
    assertThat(new HashSet<>(sold)).hasSize(sold.size());
    assertThat(shelf.inState("sold")).isEqualTo(sold.size());
    assertThat(shelf.inState("sold") + shelf.inState("available")).isEqualTo(60);
    assertThat(sold.size()).isGreaterThanOrEqualTo(58);
  }

  @Test
  void the_last_card_is_waited_for_when_someone_is_just_giving_it_back() throws Exception {
    shelf.put(1);
    try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
      var status = transactions.getTransaction(new DefaultTransactionDefinition());
      hold(1);
      var waiting = other.submit(() -> vault.hold(ids.next(), shelf.offer(), 1, inMinutes(15)));
      waitUntilSomeoneWaitsForALock();
      transactions.rollback(status);
      assertThat(waiting.get()).isInstanceOf(HoldResult.Held.class);
    }
  }

  @Test
  void the_text_is_encrypted_and_bound_to_its_card_and_merchant() {
    var cards = shelf.put("SECRET-ONE", "SECRET-TWO");
    var rows =
        jdbc.sql("SELECT row_to_json(c)::text FROM vault.card c WHERE offer_id = :offer")
            .param("offer", shelf.offer().value())
            .query(String.class)
            .list();
    assertThat(rows).hasSize(2).noneMatch(row -> row.contains("SECRET"));

    jdbc.sql(
            """
            UPDATE vault.card SET sealed = (SELECT sealed FROM vault.card WHERE id = :one)
            WHERE id = :two
            """)
        .param("one", cards.get(0).value())
        .param("two", cards.get(1).value())
        .update();
    assertThat(vault.reveal(shelf.merchant(), cards.get(0), me())).isPresent();
    assertThatThrownBy(() -> vault.reveal(shelf.merchant(), cards.get(1), me()))
        .isInstanceOf(AesGcm.NotAuthentic.class);
  }

  @Test
  void a_merchant_cannot_read_the_card_of_another() {
    var card = shelf.put("mine").getFirst();
    var stranger = Shelf.fresh(keyring, jdbc, ids);
    assertThat(vault.reveal(stranger.merchant(), card, me())).isEmpty();
    assertThat(vault.reveals(card)).isEmpty();
  }

  @Test
  void the_database_refuses_a_duplicate_even_of_a_sold_card() {
    shelf.put("once");
    vault.sell(hold(1));
    assertThatThrownBy(() -> shelf.put("once")).isInstanceOf(DuplicateKeyException.class);
    Shelf.fresh(keyring, jdbc, ids).put("once");
  }

  @Test
  void printing_a_card_hides_its_text() {
    assertThat(new RevealedCard(new CardId(ids.next()), "SECRET").toString())
        .doesNotContain("SECRET");
  }

  @Test
  void lists_count_stock_up_to_a_bound() {
    shelf.put(3);
    var full = Shelf.fresh(keyring, jdbc, ids);
    full.put(Vault.COUNTED_UP_TO + 5);
    var empty = Shelf.fresh(keyring, jdbc, ids);
    assertThat(vault.roughly(List.of(shelf.offer(), full.offer(), empty.offer())))
        .containsEntry(shelf.offer(), 3)
        .containsEntry(full.offer(), Vault.COUNTED_UP_TO)
        .containsEntry(empty.offer(), 0);
  }

  private List<CardId> bought(int quantity) {
    var hold = ids.next();
    return vault.hold(hold, shelf.offer(), quantity, inMinutes(15)) instanceof HoldResult.Held
        ? ((SellResult.Sold) vault.sell(hold)).cards()
        : List.of();
  }

  private UUID hold(int quantity) {
    var id = ids.next();
    assertThat(vault.hold(id, shelf.offer(), quantity, inMinutes(15)))
        .isInstanceOf(HoldResult.Held.class);
    return id;
  }

  private List<String> texts(UUID hold) {
    return ((RevealResult.Revealed) vault.reveal(hold, me()))
        .cards().stream().map(RevealedCard::text).toList();
  }

  private Reader me() {
    return Reader.buyer(new PersonId(ids.next()));
  }

  private Instant inMinutes(int minutes) {
    return clock.instant().plus(Duration.ofMinutes(minutes));
  }

  private void waitUntilSomeoneWaitsForALock() throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < deadline) {
      var waiting =
          jdbc.sql("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
              .query(Integer.class)
              .single();
      if (waiting > 0) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("nobody waits");
  }
}
