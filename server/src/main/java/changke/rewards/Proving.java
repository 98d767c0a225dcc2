package changke.rewards;

import changke.ledger.Account;
import changke.ledger.Balance;
import changke.ledger.Ledger;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// The nightly proof: the ledger's own, and the lots of every person against the ledger, in one
/// snapshot, so that whoever earns meanwhile does not disturb it.
@Component
class Proving {

  private static final Logger LOG = LoggerFactory.getLogger(Proving.class);
  private static final int AT_ONCE = 2_000;

  private final PointProofs proofs;
  private final Ledger ledger;
  private final Clock clock;

  Proving(PointProofs proofs, Ledger ledger, Clock clock) {
    this.proofs = proofs;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Transactional(isolation = Isolation.REPEATABLE_READ)
  PointProof prove() {
    var book = ledger.prove().holds();
    var lots = 0L;
    var wrong = new long[3];
    var after = new UUID(0, 0);
    List<PointProofs.Sums> sums;
    do {
      sums = proofs.sums(after, AT_ONCE);
      var balances = balances(sums);
      for (var one : sums) {
        lots += one.lots();
        var open = of(balances, PointBooks.balance(one.person()));
        var pending = of(balances, PointBooks.pending(one.person()));
        wrong[0] += open.total() == one.open() ? 0 : 1;
        wrong[1] += pending.total() == one.pending() ? 0 : 1;
        wrong[2] += open.held() == one.held() ? 0 : 1;
        after = one.person().value();
      }
    } while (sums.size() == AT_ONCE);
    var proof = new PointProof(clock.instant(), lots, wrong[0], wrong[1], wrong[2], book);
    proofs.keep(proof);
    if (!proof.holds()) {
      LOG.error("The proof of points does not hold: {}", proof);
    }
    return proof;
  }

  private Map<UUID, Balance> balances(List<PointProofs.Sums> sums) {
    return ledger.balancesOf(
        sums.stream()
            .flatMap(one ->
                Stream.of(PointBooks.balance(one.person()), PointBooks.pending(one.person())))
            .collect(Collectors.toMap(Account::id, Function.identity()))
            .values());
  }

  private static Balance of(Map<UUID, Balance> balances, Account account) {
    return balances.getOrDefault(account.id(), new Balance(0, 0));
  }
}
