package changke.payments;

/// Where a charge stands.
public enum ChargeState {
  /// Written down; the provider does not know of it yet.
  NEW,
  OPEN,
  PAID,
  /// No longer waited for. Money that comes all the same makes it paid.
  CLOSED
}
