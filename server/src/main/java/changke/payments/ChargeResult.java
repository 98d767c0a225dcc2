package changke.payments;

/// What became of asking for money.
public sealed interface ChargeResult {

  /// The buyer pays at `payAt`: a path of ours or an absolute address.
  record Ready(Charge charge, String payAt) implements ChargeResult {}

  /// Paid at once, from a wallet.
  record Paid(Charge charge) implements ChargeResult {}

  /// The wallet does not cover it.
  record TooLittle(long missingMinor) implements ChargeResult {}

  /// The provider did not answer or refused; the same can be tried again.
  record ProviderDown() implements ChargeResult {}

  /// There is no such channel, or it is closed to this buyer.
  record NoSuchChannel() implements ChargeResult {}
}
