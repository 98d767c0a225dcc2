package changke.messaging;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Everything that a decision about one person and topic needs, in one look.
@Repository
class StandingRows {

  private static final String LOCK =
      """
      SELECT pg_advisory_xact_lock(hashtextextended(:person, 8008))
      """;

  private static final String TRY_LOCK =
      """
      SELECT pg_try_advisory_xact_lock(hashtextextended(:person, 8008))
      """;

  private static final String LOOK =
      """
      SELECT h.per_day AS house_day, h.per_week AS house_week, h.quiet_from AS house_from,
        h.quiet_to AS house_to, h.holdout,
        c.per_day AS own_day, c.per_week AS own_week, c.quiet_from AS own_from, c.quiet_to AS own_to,
        array(SELECT s.channel || ':' || s.given FROM messaging.consent s
              WHERE s.person_id = :person AND s.topic = :topic) AS consents,
        EXISTS (SELECT 1 FROM messaging.suppression s
                WHERE s.channel = 'EMAIL' AND s.address_key = :emailKey) AS suppressed,
        array(SELECT p.id::text FROM messaging.push_subscription p
              WHERE p.person_id = :person ORDER BY p.id LIMIT 10) AS browsers,
        (SELECT p.number FROM messaging.phone p
         WHERE p.person_id = :person AND p.verified_at IS NOT NULL) AS phone,
        (SELECT count(*) FROM messaging.message m
         WHERE m.person_id = :person AND m.counted_at >= :day) AS today,
        (SELECT count(*) FROM messaging.message m
         WHERE m.person_id = :person AND m.counted_at >= :week) AS this_week,
        w.id AS weakest, w.priority AS weakest_priority
      FROM messaging.house h
      LEFT JOIN messaging.calm c ON c.person_id = :person
      LEFT JOIN LATERAL (
        SELECT m.id, m.priority FROM messaging.message m
        WHERE m.person_id = :person AND m.counted_at >= :day AND m.state = 'QUEUED' AND m.due_at > :now
        ORDER BY m.priority, m.asked_at DESC, m.id DESC LIMIT 1) w ON true
      """;

  private final JdbcClient jdbc;
  private final AddressKeys keys;
  private final SuppressionRows suppressions;

  StandingRows(JdbcClient jdbc, AddressKeys keys, SuppressionRows suppressions) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.suppressions = suppressions;
  }

  /// From here to the end of the transaction nobody else decides about this person.
  void lock(PersonId person) {
    jdbc.sql(LOCK).param("person", person.toString()).query((row, number) -> true).single();
  }

  /// Like [#lock], or false when somebody else is deciding.
  boolean tryLock(PersonId person) {
    return jdbc.sql(TRY_LOCK).param("person", person.toString()).query(Boolean.class).single();
  }

  Standing look(Contact contact, Topic topic, Instant now) {
    var standing =
        jdbc.sql(LOOK)
            .param("person", contact.person().value())
            .param("topic", topic.name())
            .param("emailKey", keys.of(contact.email()))
            .param("day", day(now, contact.zone()).atOffset(ZoneOffset.UTC))
            .param("week", week(now, contact.zone()).atOffset(ZoneOffset.UTC))
            .param("now", now.atOffset(ZoneOffset.UTC))
            .query(StandingRows::read)
            .single();
    return standing.phone() != null && suppressions.isSuppressed(Channel.SMS, standing.phone())
        ? standing.withoutPhone()
        : standing;
  }

  /// When the person's present day began.
  static Instant day(Instant now, ZoneId zone) {
    return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }

  /// When the person's present week began: on Monday.
  static Instant week(Instant now, ZoneId zone) {
    return now.atZone(zone)
        .toLocalDate()
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .atStartOfDay(zone)
        .toInstant();
  }

  private static Standing read(ResultSet row, int number) throws SQLException {
    var consents = new EnumMap<Channel, Boolean>(Channel.class);
    for (var one : (String[]) row.getArray("consents").getArray()) {
      var pair = one.split(":");
      consents.put(Channel.valueOf(pair[0]), pair[1].startsWith("t"));
    }
    var weakest = row.getObject("weakest", UUID.class);
    return new Standing(
        consents,
        calm(row, "own"),
        calm(row, "house"),
        row.getDouble("holdout"),
        row.getBoolean("suppressed"),
        Arrays.asList((String[]) row.getArray("browsers").getArray()),
        row.getString("phone"),
        false,
        row.getInt("today"),
        row.getInt("this_week"),
        weakest == null
            ? null
            : new Standing.Weakest(weakest, Priority.of(row.getInt("weakest_priority"))));
  }

  private static Calm calm(ResultSet row, String whose) throws SQLException {
    return new Calm(
        Cap.parse(row.getString(whose + "_day")),
        Cap.parse(row.getString(whose + "_week")),
        quiet(
            row.getObject(whose + "_from", LocalTime.class),
            row.getObject(whose + "_to", LocalTime.class)));
  }

  static @Nullable QuietHours quiet(@Nullable LocalTime from, @Nullable LocalTime to) {
    return from == null || to == null ? null : new QuietHours(from, to);
  }
}
