package changke.messaging;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// Hours of the person's own day in which nothing but transactional mail comes, over midnight when
/// `from` is the later one. From and to at the same time: no quiet hours at all.
public record QuietHours(LocalTime from, LocalTime to) {

  /// Whether it is quiet at that local time; `from` is, `to` is not any more.
  public boolean holds(LocalTime time) {
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : from.isAfter(to) && (!time.isBefore(from) || time.isBefore(to));
  }

  /// The first moment from `now` on at which it is not quiet. Clocks that are put forward or back
  /// may end it earlier.
  public Instant open(Instant now, ZoneId zone) {
    var here = now.atZone(zone);
    if (!holds(here.toLocalTime())) {
      return now;
    }
    var day = here.toLocalTime().isBefore(to) ? here.toLocalDate() : here.toLocalDate().plusDays(1);
    var first = ZonedDateTime.of(day.atTime(to), zone).withEarlierOffsetAtOverlap();
    var end = first.toInstant().isAfter(now) ? first : first.withLaterOffsetAtOverlap();
    var shift = zone.getRules().nextTransition(now);
    return shift != null
            && shift.getInstant().isBefore(end.toInstant())
            && !holds(shift.getDateTimeAfter().toLocalTime())
        ? shift.getInstant()
        : end.toInstant();
  }
}
