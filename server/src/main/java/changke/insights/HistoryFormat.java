package changke.insights;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/// How a file is to be read; nulls are found out from the file.
///
/// @param mapping null for the columns that the header suggests
/// @param zone the shop's own: local times are read in it, and days are cut in it
/// @param header whether the first line holds names
/// @param delimiter one character; a blank means any number of blanks
/// @param dates order of day and month where the year does not come first
/// @param timePattern of [java.time.format.DateTimeFormatter]
/// @param commaDecimals whether amounts are written `1.234,50`
/// @param shiftDays how many days every local date is moved ahead; whole weeks keep the weekdays
public record HistoryFormat(
    @Nullable HistoryMapping mapping,
    ZoneId zone,
    Currency currency,
    @Nullable Charset charset,
    @Nullable Boolean header,
    @Nullable Character delimiter,
    DateOrder dates,
    @Nullable String timePattern,
    boolean commaDecimals,
    int shiftDays) {

  /// Everything but zone and currency is found out.
  public static HistoryFormat guessed(ZoneId zone, Currency currency) {
    return new HistoryFormat(
        null, zone, currency, null, null, null, DateOrder.UNKNOWN, null, false, 0);
  }

  public HistoryFormat mapped(HistoryMapping mapping) {
    return new HistoryFormat(
        mapping,
        zone,
        currency,
        charset,
        header,
        delimiter,
        dates,
        timePattern,
        commaDecimals,
        shiftDays);
  }

  HistoryFormat shifted(int days) {
    return new HistoryFormat(
        mapping,
        zone,
        currency,
        charset,
        header,
        delimiter,
        dates,
        timePattern,
        commaDecimals,
        days);
  }
}
