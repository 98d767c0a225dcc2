package changke.rewards;

/// What became of an exchange.
public sealed interface Exchanged {

  /// It is in the wallet, now or by the same request before.
  record Done() implements Exchanged {}

  record TooFewPoints(long missing) implements Exchanged {}

  /// It is not offered, or not any more.
  record NotOffered() implements Exchanged {}
}
