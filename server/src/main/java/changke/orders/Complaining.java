package changke.orders;

/// What became of a complaint, of a word in it, or of deciding it.
public sealed interface Complaining {

  /// It is written down; the order is disputed until it is decided.
  record Open(Complaint complaint) implements Complaining {}

  record Decided(Complaint complaint) implements Complaining {}

  /// The shelf has no other card: refund or reject instead.
  record NoStock() implements Complaining {}

  /// No words and no pictures, or too many of them, or a file that is no picture of ours.
  record Unfit() implements Complaining {}

  /// There is nothing to complain about: not delivered, completed, no such card, decided already,
  /// or not this side's to decide.
  record NotPossible() implements Complaining {}
}
