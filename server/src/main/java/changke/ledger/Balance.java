package changke.ledger;

/// What an account has, and how much of it is set aside.
public record Balance(long total, long held) {

  public long available() {
    return total - held;
  }
}
