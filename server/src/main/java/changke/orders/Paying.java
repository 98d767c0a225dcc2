package changke.orders;

/// How an order is paid.
public sealed interface Paying {

  /// The buyer goes there: a path of ours or an absolute address.
  record GoTo(String address) implements Paying {}

  /// It is paid.
  record Paid() implements Paying {}

  /// The balance does not cover it.
  record TooLittle(long missingMinor) implements Paying {}

  /// It does not wait for payment.
  record NotPayable(OrderState state) implements Paying {}

  /// The provider does not answer; the same or another way can be tried.
  record ProviderDown() implements Paying {}

  record NoSuchChannel() implements Paying {}
}
