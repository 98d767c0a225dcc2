package changke.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostingRulesTest {

  private static final Account WORLD = Account.open("world", "test", "CNY");

  @Test
  void a_posting_that_does_not_sum_to_zero_cannot_be_made() {
    var wallet = Account.floored("wallet", "liu", "CNY");
    assertThatThrownBy(() ->
            new Posting(
                "r", "k", "s", List.of(new Posting.Line(WORLD, -5), new Posting.Line(wallet, 6))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Posting("r", "k", "s", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void units_never_mix_even_when_the_numbers_sum_to_zero() {
    var points = Account.open("world", "test", "POINTS");
    assertThatThrownBy(() -> Posting.move("r", "k", "s", WORLD, points, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_batch_is_decided_like_one_posting_after_another() {
    var seed = 20260101L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      var wallets =
          IntStream.range(0, 4).mapToObj(i -> Account.floored("wallet", "w" + i, "CNY")).toList();
      var balances = new HashMap<UUID, Balance>();
      var naive = new HashMap<UUID, Long>();
      for (var wallet : wallets) {
        var total = random.nextLong(50);
        var held = total == 0 ? 0 : random.nextLong(total);
        balances.put(wallet.id(), new Balance(total, held));
        naive.put(wallet.id(), total - held);
      }
      var batch = Stream.generate(() -> randomMove(random, wallets)).limit(12).toList();
      var decisions = PostingRules.decide(batch, balances, Map.of());
      var done = new HashMap<String, Long>();
      for (int i = 0; i < batch.size(); i++) {
        var posting = batch.get(i);
        if (done.containsKey(posting.request())) {
          assertThat(decisions.get(i)).isEqualTo(new PostingResult.AlreadyPosted());
          continue;
        }
        var from = posting.lines().getFirst();
        var short_ = naive.getOrDefault(from.account().id(), 0L) + from.amount() < 0;
        assertThat(decisions.get(i) instanceof PostingResult.TooLittle)
            .as("seed %s round %s posting %s", seed, round, i)
            .isEqualTo(short_);
        if (!short_) {
          done.put(posting.request(), posting.digest());
          posting
              .lines()
              .forEach(line -> naive.merge(line.account().id(), line.amount(), Long::sum));
        }
      }
    }
  }

  @Test
  void a_request_that_comes_back_with_other_content_is_a_bug() {
    var wallet = Account.floored("wallet", "liu", "CNY");
    var first = Posting.move("same", "k", "s", WORLD, wallet, 5);
    var other = Posting.move("same", "k", "s", WORLD, wallet, 6);
    assertThat(PostingRules.repeated(first, first.digest()))
        .isEqualTo(new PostingResult.AlreadyPosted());
    assertThatThrownBy(() -> PostingRules.repeated(other, first.digest()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Posting randomMove(Random random, List<Account> wallets) {
    var from = random.nextInt(wallets.size());
    var to = (from + 1 + random.nextInt(wallets.size() - 1)) % wallets.size();
    var amount = 1 + random.nextLong(20);
    var request = random.nextInt(8) == 0 ? "twice" : "r" + random.nextLong();
    return Posting.move(
        request.equals("twice") ? "twice " + from + to + amount : request,
        "k",
        "s",
        wallets.get(from),
        wallets.get(to),
        amount);
  }
}
