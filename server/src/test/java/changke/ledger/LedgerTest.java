package changke.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import changke.HouseTest;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@HouseTest
class LedgerTest {

  @Autowired Ledger ledger;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final Account world = Account.open("world", run, "CNY");

  @Test
  void what_one_account_gives_the_other_has() {
    var wallet = wallet("liu");
    assertThat(ledger.post(give(wallet, 500, "a"))).isInstanceOf(PostingResult.Posted.class);
    assertThat(ledger.balanceOf(wallet)).isEqualTo(new Balance(500, 0));
    assertThat(ledger.balanceOf(world)).isEqualTo(new Balance(-500, 0));
    assertThat(ledger.history(wallet, Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(entry -> assertThat(entry.amount()).isEqualTo(500));
  }

  @Test
  void the_same_request_twice_is_one_posting() {
    var wallet = wallet("liu");
    ledger.post(give(wallet, 500, "a"));
    assertThat(ledger.post(give(wallet, 500, "a"))).isEqualTo(new PostingResult.AlreadyPosted());
    assertThat(ledger.balanceOf(wallet).total()).isEqualTo(500);
    assertThatThrownBy(() -> ledger.post(give(wallet, 501, "a")))
        .isInstanceOf(IllegalStateException.class);
    var system = Account.open("income", run, "CNY");
    var posting = Posting.move(run + "s", "test", "", world, system, 7);
    ledger.post(posting);
    assertThat(ledger.post(posting)).isEqualTo(new PostingResult.AlreadyPosted());
    assertThat(ledger.balanceOf(system).total()).isEqualTo(7);
  }

  @Test
  void an_account_with_a_floor_is_never_overdrawn() {
    var wallet = wallet("liu");
    ledger.post(give(wallet, 100, "a"));
    assertThat(ledger.post(Posting.move(run + "out", "test", "", wallet, world, 130)))
        .isEqualTo(new PostingResult.TooLittle(wallet, 30));
    assertThat(ledger.balanceOf(wallet).total()).isEqualTo(100);
  }

  @Test
  void a_refused_posting_leaves_the_rest_of_its_batch_alone() {
    var wallet = wallet("liu");
    var results =
        ledger.postAll(
            List.of(
                give(wallet, 100, "a"),
                Posting.move(run + "b", "test", "", wallet, world, 130),
                Posting.move(run + "c", "test", "", wallet, world, 60),
                Posting.move(run + "d", "test", "", wallet, world, 60)));
    assertThat(results.get(0)).isInstanceOf(PostingResult.Posted.class);
    assertThat(results.get(1)).isEqualTo(new PostingResult.TooLittle(wallet, 30));
    assertThat(results.get(2)).isInstanceOf(PostingResult.Posted.class);
    assertThat(results.get(3)).isEqualTo(new PostingResult.TooLittle(wallet, 20));
    assertThat(ledger.balanceOf(wallet).total()).isEqualTo(40);
  }

  @Test
  void what_is_held_cannot_be_spent_and_comes_back_when_released() {
    var wallet = wallet("liu");
    var hold = UUID.randomUUID();
    ledger.post(give(wallet, 100, "a"));
    assertThat(ledger.hold(hold, wallet, 80)).isEqualTo(new HoldResult.Held());
    assertThat(ledger.hold(hold, wallet, 80)).isEqualTo(new HoldResult.Held());
    assertThat(ledger.hold(UUID.randomUUID(), wallet, 30)).isEqualTo(new HoldResult.TooLittle(10));
    assertThat(ledger.post(Posting.move(run + "x", "test", "", wallet, world, 30)))
        .isEqualTo(new PostingResult.TooLittle(wallet, 10));
    ledger.release(hold, wallet);
    ledger.release(hold, wallet);
    assertThat(ledger.balanceOf(wallet)).isEqualTo(new Balance(100, 0));
    assertThat(ledger.hold(hold, wallet, 80)).isEqualTo(new HoldResult.Over());
  }

  @Test
  void capturing_twice_takes_the_money_once() {
    var wallet = wallet("liu");
    var hold = UUID.randomUUID();
    ledger.post(give(wallet, 100, "a"));
    ledger.hold(hold, wallet, 80);
    var spend = Posting.move(run + "spend", "test", "", wallet, world, 70);
    assertThat(ledger.capture(hold, wallet, spend)).isInstanceOf(PostingResult.Posted.class);
    assertThat(ledger.capture(hold, wallet, spend)).isEqualTo(new PostingResult.AlreadyPosted());
    assertThat(ledger.balanceOf(wallet)).isEqualTo(new Balance(30, 0));
    assertThatThrownBy(() ->
            ledger.capture(
                UUID.randomUUID(),
                wallet,
                Posting.move(run + "never", "test", "", wallet, world, 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void what_is_rolled_back_was_never_posted_and_its_accounts_can_still_be_opened() {
    var wallet = wallet("gone");
    transaction.executeWithoutResult(status -> {
      ledger.post(give(wallet, 100, "a"));
      status.setRollbackOnly();
    });
    assertThat(ledger.balanceOf(wallet)).isEqualTo(new Balance(0, 0));
    assertThat(ledger.post(give(wallet, 100, "a"))).isInstanceOf(PostingResult.Posted.class);
  }

  @Test
  void many_at_once_lose_nothing_and_the_proof_holds() throws Exception {
    var seed = 7L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var wallets = IntStream.range(0, 5).mapToObj(i -> wallet("w" + i)).toList();
    for (var wallet : wallets) {
      ledger.post(give(wallet, 1000, "start" + wallet.owner()));
    }
    var work =
        IntStream.range(0, 300)
            .<Callable<List<PostingResult>>>mapToObj(i -> {
              var first = randomMove(random, wallets, "m" + (i % 250));
              var second = randomMove(random, wallets, "n" + i);
              var fee = Posting.move(run + "fee" + i, "test", "", world, income(), 1);
              return () -> ledger.postAll(List.of(first, second, fee));
            })
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<PostingResult>> done : threads.invokeAll(work)) {
        try {
          done.get();
        } catch (java.util.concurrent.ExecutionException e) {
          // A request that is reused with other content is refused as a whole, on purpose here.
          assertThat(e).hasMessageContaining("is in the book with other content");
        }
        ledger.rollUp();
      }
    }
    var total = wallets.stream().mapToLong(w -> ledger.balanceOf(w).total()).sum();
    assertThat(total).isEqualTo(5000);
    assertThat(wallets).allMatch(w -> ledger.balanceOf(w).total() >= 0);
    assertThat(ledger.balanceOf(income()).total()).isBetween(250L, 300L);
    assertThat(ledger.balanceOf(world).total())
        .isEqualTo(-5000 - ledger.balanceOf(income()).total());
    assertThat(ledger.prove().holds()).isTrue();
  }

  @Test
  void the_book_is_written_once() {
    ledger.post(give(wallet("liu"), 500, "a"));
    assertThatThrownBy(() -> jdbc.sql("UPDATE ledger.entry SET amount = amount + 1").update())
        .hasMessageContaining("written once");
    assertThatThrownBy(() -> jdbc.sql("DELETE FROM ledger.posting").update())
        .hasMessageContaining("written once");
  }

  @Test
  void the_proof_sees_a_balance_that_someone_changed_by_hand() {
    var wallet = wallet("liu");
    ledger.post(give(wallet, 500, "a"));
    transaction.executeWithoutResult(status -> {
      jdbc.sql("UPDATE ledger.account SET balance = balance + 1 WHERE id = :id")
          .param("id", wallet.id())
          .update();
      var proof = ledger.prove();
      assertThat(proof.holds()).isFalse();
      assertThat(proof.wrongBalances()).isEqualTo(1);
      status.setRollbackOnly();
    });
  }

  private Posting randomMove(Random random, List<Account> wallets, String request) {
    var from = random.nextInt(wallets.size());
    var to = (from + 1 + random.nextInt(wallets.size() - 1)) % wallets.size();
    return Posting.move(
        run + request, "test", "", wallets.get(from), wallets.get(to), 1 + random.nextLong(600));
  }

  private Account income() {
    return Account.open("income", run, "CNY");
  }

  private Account wallet(String name) {
    return Account.floored("wallet", run + name, "CNY");
  }

  private Posting give(Account wallet, long amount, String request) {
    return Posting.move(run + request, "test", "", world, wallet, amount);
  }
}
