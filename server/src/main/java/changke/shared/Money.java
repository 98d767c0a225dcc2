package changke.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// An amount in minor units (fen, cents) of one currency. Amounts of different currencies never
/// mix: every operation refuses them, and every operation refuses to overflow.
public record Money(long minor, Currency currency) implements Comparable<Money> {

  public static Money of(long minor, String currency) {
    return new Money(minor, Currency.getInstance(currency));
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /// Reads a decimal amount in major units ("9.90"); more decimals than the currency has are
  /// refused.
  public static Money parse(String amount, Currency currency) {
    var value = new BigDecimal(amount.strip());
    return new Money(
        value
            .movePointRight(currency.getDefaultFractionDigits())
            .setScale(0, RoundingMode.UNNECESSARY)
            .longValueExact(),
        currency);
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minor, same(other).minor), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minor, same(other).minor), currency);
  }

  public Money times(long factor) {
    return new Money(Math.multiplyExact(minor, factor), currency);
  }

  public boolean isZero() {
    return minor == 0;
  }

  public boolean isPositive() {
    return minor > 0;
  }

  /// The amount in major units with the currency's own number of decimals: `9.90`.
  public BigDecimal major() {
    return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits());
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(minor, same(other).minor);
  }

  @Override
  public String toString() {
    return major().toPlainString() + " " + currency.getCurrencyCode();
  }

  private Money same(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(currency + " is not " + other.currency);
    }
    return other;
  }
}
