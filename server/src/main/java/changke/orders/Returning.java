package changke.orders;

/// What became of asking for the money back.
public sealed interface Returning {

  /// It is on its way back.
  record Refunding(Order order) implements Returning {}

  /// The cards were looked at: from here on it goes by evidence.
  record AlreadySeen() implements Returning {}

  /// Nothing of it is paid and not yet returned.
  record NothingToReturn(OrderState state) implements Returning {}
}
