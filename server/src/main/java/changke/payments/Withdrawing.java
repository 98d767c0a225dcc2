package changke.payments;

/// What became of asking for money of a balance.
public sealed interface Withdrawing {

  /// Asked, now or by an earlier call with the same id.
  record Asked(Withdrawal withdrawal) implements Withdrawing {}

  record TooLittleAsked(long leastMinor) implements Withdrawing {}

  /// More than one person may withdraw within a day.
  record TooMuchADay(long leftMinor) implements Withdrawing {}

  /// The balance does not cover it.
  record TooLittleThere(long missingMinor) implements Withdrawing {}

  /// Another one is not finished yet.
  record OneIsOpen() implements Withdrawing {}

  /// The account or its holder is missing or malformed.
  record Unfit(String field) implements Withdrawing {}
}
