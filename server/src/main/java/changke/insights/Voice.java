package changke.insights;

import changke.engine.days.Period;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalDouble;

/// How a report speaks: its language, its words, its way to write numbers.
public final class Voice {

  /// The sentence behind a key, in one language.
  @FunctionalInterface
  public interface Words {
    String say(String key, Object... parameters);
  }

  private final Locale language;
  private final Words words;

  public Voice(Locale language, Words words) {
    this.language = language;
    this.words = words;
  }

  public String say(String key, Object... parameters) {
    return words.say(key, parameters);
  }

  public Locale language() {
    return language;
  }

  public String number(long value) {
    return NumberFormat.getIntegerInstance(language).format(value);
  }

  public String decimal(double value) {
    var format = NumberFormat.getInstance(language);
    format.setMinimumFractionDigits(1);
    format.setMaximumFractionDigits(1);
    return format.format(value);
  }

  public String percent(double share) {
    var format = NumberFormat.getPercentInstance(language);
    format.setMinimumFractionDigits(1);
    format.setMaximumFractionDigits(1);
    return format.format(share);
  }

  public String percent(OptionalDouble share) {
    return share.isEmpty() ? "–" : percent(share.getAsDouble());
  }

  /// Money with its currency; a bare number where the import named none.
  public String money(long minor, Currency currency) {
    int digits = Decimals.digits(currency);
    var major = BigDecimal.valueOf(minor, digits);
    if (currency.equals(Decimals.NO_CURRENCY)) {
      var format = NumberFormat.getInstance(language);
      format.setMinimumFractionDigits(digits);
      return format.format(major);
    }
    var format =
        NumberFormat.getCurrencyInstance(
            language.getLanguage().equals("zh") ? Locale.CHINA : Locale.US);
    format.setCurrency(currency);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return format.format(major);
  }

  public String day(LocalDate date) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(language).format(date);
  }

  /// A period by its first date: `2011-03`, or the date itself.
  public String period(LocalDate first, Period period) {
    return period == Period.MONTH
        ? "%d-%02d".formatted(first.getYear(), first.getMonthValue())
        : first.toString();
  }
}
