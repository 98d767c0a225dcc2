package changke.insights;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/// Reads amounts and quantities as shops write them: `1,234.50`, `£3.39`, `(12.00)` for minus, and
/// `1.234,50` where the decimal comma was named.
final class Decimals {

  /// What a text is that holds no number, or one beyond reason.
  static final long NONE = Long.MIN_VALUE;

  /// Ten thousand million in major units of most currencies; beyond it is a mistake.
  static final long LARGEST_MINOR = 1_000_000_000_000L;

  /// ISO 4217's code for no currency: amounts of an import that named none, with two decimals.
  static final Currency NO_CURRENCY = Currency.getInstance("X".repeat(3));

  private static final int SCALE = 6;
  private static final long ONE = 1_000_000L;
  private static final long LARGEST_SCALED = Long.MAX_VALUE / 16;

  private final boolean comma;
  private final int digits;

  /// @param comma whether the comma, not the point, sets decimals apart
  /// @param minorDigits how many decimals the currency has
  Decimals(boolean comma, int minorDigits) {
    this.comma = comma;
    this.digits = minorDigits;
  }

  /// How many decimals amounts of a currency have.
  static int digits(Currency currency) {
    return currency.getDefaultFractionDigits() < 0 ? 2 : currency.getDefaultFractionDigits();
  }

  /// An amount in major units.
  static BigDecimal major(long minor, Currency currency) {
    return BigDecimal.valueOf(minor, digits(currency));
  }

  /// The number in millionths, or [#NONE].
  long millionths(String text) {
    int from = 0;
    int to = text.length();
    boolean negative = false;
    if (to > 1 && text.charAt(0) == '(' && text.charAt(to - 1) == ')') {
      negative = true;
      from++;
      to--;
    }
    long whole = 0;
    int decimals = -1;
    int grouped = -1;
    boolean any = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        any = true;
        if (decimals >= SCALE) {
          continue;
        }
        if (whole > LARGEST_SCALED / 10) {
          return NONE;
        }
        whole = whole * 10 + (c - '0');
        decimals += decimals >= 0 ? 1 : 0;
        grouped += grouped >= 0 ? 1 : 0;
      } else if (c == (comma ? ',' : '.') && decimals < 0 && (grouped < 0 || grouped == 3)) {
        decimals = 0;
        grouped = -1;
      } else if (c == (comma ? '.' : ',') && any && decimals < 0 && (grouped < 0 || grouped == 3)) {
        grouped = 0;
      } else if (c == '-' && !any && !negative) {
        negative = true;
      } else if (any || !isDecoration(c)) {
        return NONE;
      }
    }
    if (!any || (grouped >= 0 && grouped != 3)) {
      return NONE;
    }
    for (int i = Math.max(0, decimals); i < SCALE; i++) {
      if (whole > LARGEST_SCALED / 10) {
        return NONE;
      }
      whole *= 10;
    }
    return negative ? -whole : whole;
  }

  /// Minor units of a number in millionths, halves away from zero; [#NONE] beyond reason.
  long minor(long millionths) {
    return bounded(
        BigDecimal.valueOf(millionths, SCALE - digits).setScale(0, RoundingMode.HALF_UP));
  }

  /// Minor units of quantity × price, rounded once.
  long minor(long quantityMillionths, long priceMillionths) {
    if (quantityMillionths % ONE == 0) {
      var high = Math.multiplyHigh(quantityMillionths / ONE, priceMillionths);
      var low = quantityMillionths / ONE * priceMillionths;
      if ((high == 0 && low >= 0) || (high == -1 && low < 0)) {
        return minor(low);
      }
    }
    return bounded(
        BigDecimal.valueOf(quantityMillionths, SCALE)
            .multiply(BigDecimal.valueOf(priceMillionths, SCALE - digits))
            .setScale(0, RoundingMode.HALF_UP));
  }

  private static long bounded(BigDecimal value) {
    return value.abs().compareTo(BigDecimal.valueOf(LARGEST_MINOR)) > 0 ? NONE : value.longValue();
  }

  private static boolean isDecoration(char c) {
    return c == '+' || c == ' ' || Character.getType(c) == Character.CURRENCY_SYMBOL;
  }
}
