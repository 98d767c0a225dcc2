package changke.audience;

import changke.engine.days.LocalDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Calendars of zones, made once; and days that the engine can hold.
final class Calendars {

  /// Nothing in the house looks further back.
  private static final int OLDEST_DAYS = 20 * 366;

  private static final Map<ZoneId, LocalDays> BY_ZONE = new ConcurrentHashMap<>();

  private Calendars() {}

  static LocalDays of(ZoneId zone) {
    return BY_ZONE.computeIfAbsent(zone, LocalDays::of);
  }

  static int dayOf(LocalDays calendar, Instant at) {
    return calendar.dayOf(at.getEpochSecond());
  }

  static LocalDate date(int day) {
    return LocalDate.ofEpochDay(day);
  }

  /// A second on this day that a history takes; very old days are moved up to the oldest one.
  static long second(LocalDays calendar, int day, int today) {
    return Math.max(0, calendar.startOf(Math.clamp(day, today - OLDEST_DAYS, today + 1)));
  }
}
