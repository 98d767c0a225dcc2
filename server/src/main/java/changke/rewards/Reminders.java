package changke.rewards;

import changke.catalog.Catalog;
import changke.identity.Identity;
import changke.identity.Person;
import changke.messaging.Message;
import changke.messaging.Messages;
import changke.messaging.Priority;
import changke.messaging.Why;
import changke.shared.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Tells people three days before points expire, by day, where they live.
@Component
class Reminders {

  private static final int DAYS = 3;
  private static final int EARLIEST_HOUR = 9;
  private static final int LATEST_HOUR = 21;
  private static final int AT_ONCE = 500;
  private static final int LONGEST = 400;

  private final ReminderRows rows;
  private final Exchanges exchanges;
  private final Worths worths;
  private final Identity identity;
  private final Messages messages;
  private final Catalog catalog;
  private final TransactionOperations transaction;
  private final Clock clock;

  Reminders(
      ReminderRows rows,
      Exchanges exchanges,
      Worths worths,
      Identity identity,
      Messages messages,
      Catalog catalog,
      TransactionOperations transaction,
      Clock clock) {
    this.rows = rows;
    this.exchanges = exchanges;
    this.worths = worths;
    this.identity = identity;
    this.messages = messages;
    this.catalog = catalog;
    this.transaction = transaction;
    this.clock = clock;
  }

  /// Queues what is due; tells how many letters that were.
  int send() {
    var now = clock.instant();
    var sent = 0;
    for (var due : rows.due(now, now.plus(Duration.ofDays(DAYS + 1)), AT_ONCE)) {
      var person = identity.find(due.person());
      if (person.isEmpty() || isTime(due.expiresAt(), person.get().zone(), now)) {
        transaction.executeWithoutResult(status -> {
          if (rows.mark(due) > 0) {
            person.ifPresent(reader -> tell(reader, due));
          }
        });
        sent += person.isPresent() ? 1 : 0;
      }
    }
    return sent;
  }

  /// From the morning of the third day before the last one on, never at night.
  static boolean isTime(Instant expiresAt, ZoneId zone, Instant now) {
    var here = now.atZone(zone);
    return !here.toLocalDate().isBefore(lastDay(expiresAt, zone).minusDays(DAYS))
        && here.getHour() >= EARLIEST_HOUR
        && here.getHour() <= LATEST_HOUR;
  }

  private static LocalDate lastDay(Instant expiresAt, ZoneId zone) {
    return LocalDate.ofInstant(expiresAt.minusNanos(1), zone);
  }

  private void tell(Person person, ReminderRows.Due due) {
    var now = clock.instant();
    var worth = new Worth(now, worths.now(now)).pays(due.points());
    var language = person.language().toLanguageTag();
    var exchange =
        exchanges.offered().stream()
            .filter(one -> one.points() <= due.points())
            .map(one -> one.title().in(language))
            .reduce((one, other) -> one + ", " + other)
            .orElse("—");
    var day = lastDay(due.expiresAt(), person.zone()).toString();
    messages.send(
        new Message(
            "points-expire " + person.id() + " " + due.expiresAt().getEpochSecond(),
            person.id(),
            "points-expire",
            Map.of(
                "points",
                String.valueOf(due.points()),
                "day",
                day,
                "worth",
                new Money(worth, catalog.currency()).toString(),
                "exchange",
                exchange.substring(0, Math.min(LONGEST, exchange.length())),
                "link",
                "/my/points"),
            Priority.NORMAL,
            "rewards:points-expire",
            new Why(
                "规则书:积分到期前三天提醒一次。",
                "Rulebook: points are reminded of once, three days before they expire."),
            due.expiresAt(),
            false));
  }
}
