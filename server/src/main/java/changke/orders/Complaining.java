package changke.orders;

/// What became of a complaint or of deciding one.
public sealed interface Complaining {

  /// It is written down; the order is disputed until it is decided.
  record Open(Complaint complaint) implements Complaining {}

  record Decided(Complaint complaint) implements Complaining {}

  /// The shelf has no other card: refund or reject instead.
  record NoStock() implements Complaining {}

  /// There is nothing to complain about: not delivered, completed, no such card, decided already.
  record NotPossible() implements Complaining {}
}
