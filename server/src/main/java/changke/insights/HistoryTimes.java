package changke.insights;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads instants as shops write them: ISO dates, year, month and day in any order with any usual
/// separator, `19970101`, seconds or milliseconds since 1970, or a pattern that was named. A time
/// without an offset is local to the zone of the import; a time that a zone left out moves forward.
final class HistoryTimes {

  /// What a text is that holds no instant.
  static final long NONE = Long.MIN_VALUE;

  private static final Pattern DATED =
      Pattern.compile(
          "(\\d{1,4})[-/.年](\\d{1,2})[-/.月](\\d{1,4})日?"
              + "(?:[T ,]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)? ?([AaPp][Mm])?)?"
              + " ?(Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?");
  private static final Pattern COMPACT =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:[T ]?(\\d{2})(\\d{2})(\\d{2})?)?");

  private final ZoneId zone;
  private final DateOrder order;
  private final int shiftDays;
  private final @Nullable DateTimeFormatter pattern;

  HistoryTimes(ZoneId zone, DateOrder order, @Nullable String pattern, int shiftDays)
      throws UnreadableFile {
    this.zone = zone;
    this.shiftDays = shiftDays;
    this.order = order;
    try {
      this.pattern = pattern == null ? null : DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new UnreadableFile(UnreadableFile.Reason.SETTING, String.valueOf(pattern));
    }
  }

  /// Seconds since 1970, or [#NONE].
  long parse(String text) {
    try {
      if (pattern != null) {
        return byPattern(pattern, text);
      }
      var dated = DATED.matcher(text);
      if (dated.matches()) {
        return dated(dated);
      }
      var compact = COMPACT.matcher(text);
      if (compact.matches() && text.length() != 10) {
        return local(ymd(compact, 1, 2, 3), time(compact, 4, null));
      }
      return sinceEpoch(text);
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  /// What one date says about the order of day and month: both, one or neither is possible.
  static boolean canBe(String text, DateOrder order) {
    var dated = DATED.matcher(text);
    if (!dated.matches() || dated.group(1).length() == 4) {
      return true;
    }
    return Integer.parseInt(dated.group(order == DateOrder.DAY_FIRST ? 2 : 1)) <= 12;
  }

  private long dated(Matcher m) {
    var time = time(m, 4, m.group(7));
    LocalDate date;
    if (m.group(1).length() == 4) {
      date = ymd(m, 1, 2, 3);
    } else if (m.group(3).length() == 4 && order != DateOrder.UNKNOWN) {
      date = order == DateOrder.DAY_FIRST ? ymd(m, 3, 2, 1) : ymd(m, 3, 1, 2);
    } else {
      return NONE;
    }
    var offset = m.group(8);
    if (offset == null) {
      return local(date, time);
    }
    return LocalDateTime.of(date, time).toEpochSecond(offset(offset));
  }

  private static ZoneOffset offset(String text) {
    return Character.isLetter(text.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(text);
  }

  private static LocalDate ymd(Matcher m, int year, int month, int day) {
    return LocalDate.of(number(m, year), number(m, month), number(m, day));
  }

  private static LocalTime time(Matcher m, int hour, @Nullable String half) {
    if (m.group(hour) == null) {
      return LocalTime.MIDNIGHT;
    }
    int hours = number(m, hour);
    if (half != null) {
      if (hours < 1 || hours > 12) {
        throw new DateTimeException("hour " + hours + half);
      }
      hours = hours % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0);
    }
    return LocalTime.of(
        hours, number(m, hour + 1), m.group(hour + 2) == null ? 0 : number(m, hour + 2));
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }

  private long local(LocalDate date, LocalTime time) {
    return date.plusDays(shiftDays).atTime(time).atZone(zone).toEpochSecond();
  }

  private static long sinceEpoch(String text) {
    if (!text.matches("\\d{9,13}")) {
      return NONE;
    }
    var number = Long.parseLong(text);
    return text.length() > 10 ? Math.floorDiv(number, 1000L) : number;
  }

  private long byPattern(DateTimeFormatter pattern, String text) {
    var parsed = pattern.parse(text);
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed).getEpochSecond();
    }
    var time =
        parsed.isSupported(ChronoField.HOUR_OF_DAY) ? LocalTime.from(parsed) : LocalTime.MIDNIGHT;
    return local(LocalDate.from(parsed), time);
  }
}
