package changke.payments;

/// What became of asking to give money back.
public sealed interface RefundResult {

  /// Written down, now or by an earlier call; the provider is being asked.
  record Asked() implements RefundResult {}

  /// More than what was paid and not yet given back.
  record TooMuch(long leftMinor) implements RefundResult {}

  /// The charge was never paid.
  record NotPaid() implements RefundResult {}
}
