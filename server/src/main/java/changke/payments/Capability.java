package changke.payments;

/// What a provider can do beside taking money.
public enum Capability {
  /// It can be asked about a charge.
  QUERY,
  REFUND,
  QUERY_REFUND,
  /// The same refund asked for twice is given once. Without it, a refund whose answer got lost is
  /// never asked for again: a person looks first.
  REPEAT_REFUND,
  CLOSE,
  /// It can send money to a person's account.
  TRANSFER,
  /// It can list a day's payments, to be compared with ours.
  STATEMENT
}
