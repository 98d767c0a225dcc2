package changke.ledger;

import java.time.Instant;

/// The proof that the book is sound: how many postings were looked at, how many do not sum to zero,
/// how many balances and held amounts are not the sum of their rows, how many lie below their
/// floor.
public record Proof(
    Instant at, long postings, long crooked, long wrongBalances, long wrongHolds, long belowFloor) {

  public boolean holds() {
    return crooked == 0 && wrongBalances == 0 && wrongHolds == 0 && belowFloor == 0;
  }
}
