package changke.payments;

/// What became of asking to put a balance right.
public sealed interface Correcting {

  /// Posted, now or by an earlier call with the same id.
  record Done() implements Correcting {}

  /// A second operator has to say yes.
  record Waits() implements Correcting {}

  /// The balance has less than is to be taken away.
  record TooLittle(long missingMinor) implements Correcting {}

  /// Nobody corrects their own balance.
  record NotYou() implements Correcting {}

  /// The amount is nothing or too much for one, or the reason is missing or too long.
  record Unfit() implements Correcting {}

  /// It was refused.
  record Refused() implements Correcting {}
}
