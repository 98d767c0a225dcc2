package changke.orders;

/// Who speaks in a complaint, and whose turn it is.
public enum Side {
  BUYER,
  MERCHANT,
  OPERATOR,
  /// The deadline, and what the program itself has to say.
  HOUSE
}
