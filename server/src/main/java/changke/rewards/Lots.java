package changke.rewards;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Lots {

  private static final String INSERT =
      """
      INSERT INTO rewards.lot
        (id, person, fact, source, version, kind, subject, funder, wanted, points, pending, open,
         held, clawed, reason, local_day, earned_at, matures_at, expires_at, why)
      VALUES (:id, :person, :fact, :source, :version, :kind, :subject, :funder, :wanted, :points,
              :pending, :open, 0, 0, :reason, :day, :earned, :matures, :expires, :why::jsonb)
      """;

  private static final String OF_FACT =
      """
      SELECT id, person, fact, source, version, kind, subject, funder, points, pending, open, held, clawed,
             reason, earned_at, matures_at, expires_at
      FROM rewards.lot WHERE fact = :fact ORDER BY source
      """;

  private static final String ALIVE =
      """
      SELECT id, person, fact, source, version, kind, subject, funder, points, pending, open, held, clawed,
             reason, earned_at, matures_at, expires_at
      FROM rewards.lot WHERE person = :person AND (open > 0 OR pending > 0)
      ORDER BY expires_at, id
      """;

  private static final String BY_IDS =
      """
      SELECT id, person, fact, source, version, kind, subject, funder, points, pending, open, held, clawed,
             reason, earned_at, matures_at, expires_at
      FROM rewards.lot WHERE id = ANY (:ids::uuid[])
      """;

  private static final String MOVE =
      """
      UPDATE rewards.lot l
      SET pending = l.pending + m.pending, open = l.open + m.open, held = l.held + m.held,
          clawed = l.clawed + m.clawed
      FROM unnest(:ids::uuid[], :pendings::bigint[], :opens::bigint[], :helds::bigint[],
                  :claws::bigint[]) AS m (id, pending, open, held, clawed)
      WHERE l.id = m.id
      """;

  private static final String GRACE =
      """
      UPDATE rewards.lot SET expires_at = :until, graced = true, reminded = false
      WHERE id = ANY (:ids::uuid[]) AND expires_at <= :now
      """;

  private static final String USED =
      """
      SELECT count(*) FILTER (WHERE local_day = :day) AS times,
             coalesce(sum(points) FILTER (WHERE local_day = :day), 0) AS today,
             coalesce(sum(points), 0) AS month
      FROM rewards.lot
      WHERE person = :person AND source = :source AND local_day BETWEEN :first AND :last
      """;

  private static final String TO_MATURE =
      """
      SELECT DISTINCT person FROM (
        SELECT person FROM rewards.lot WHERE pending > 0 AND matures_at <= :now
        ORDER BY matures_at LIMIT :most) due
      """;

  private static final String TO_EXPIRE =
      """
      SELECT DISTINCT person FROM (
        SELECT person FROM rewards.lot WHERE open > held AND expires_at <= :now
        ORDER BY expires_at LIMIT :most) due
      """;

  private static final String REHOME =
      """
      UPDATE rewards.lot SET person = :into WHERE person = :from
      """;

  /// What changes on a lot, as differences.
  record Move(UUID lot, long pending, long open, long held, long clawed) {}

  /// A lot as it is first written.
  record Fresh(
      UUID id,
      PersonId person,
      String fact,
      String source,
      int version,
      String kind,
      String subject,
      String funder,
      long wanted,
      long points,
      long pending,
      long open,
      String reason,
      LocalDate localDay,
      Instant earnedAt,
      Instant maturesAt,
      Instant expiresAt,
      String why) {}

  private final JdbcClient jdbc;

  Lots(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Fresh lot) {
    jdbc.sql(INSERT)
        .param("id", lot.id())
        .param("person", lot.person().value())
        .param("fact", lot.fact())
        .param("source", lot.source())
        .param("version", lot.version())
        .param("kind", lot.kind())
        .param("subject", lot.subject())
        .param("funder", lot.funder())
        .param("wanted", lot.wanted())
        .param("points", lot.points())
        .param("pending", lot.pending())
        .param("open", lot.open())
        .param("reason", lot.reason())
        .param("day", lot.localDay())
        .param("earned", at(lot.earnedAt()))
        .param("matures", at(lot.maturesAt()))
        .param("expires", at(lot.expiresAt()))
        .param("why", lot.why())
        .update();
  }

  List<Lot> ofFact(String fact) {
    return jdbc.sql(OF_FACT).param("fact", fact).query((row, n) -> lot(row)).list();
  }

  /// What a person holds and waits for, the soonest expiry first.
  List<Lot> alive(PersonId person) {
    return jdbc.sql(ALIVE).param("person", person.value()).query((row, n) -> lot(row)).list();
  }

  List<Lot> find(Collection<UUID> ids) {
    return jdbc.sql(BY_IDS)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .query((row, n) -> lot(row))
        .list();
  }

  void move(Collection<Move> moves) {
    if (moves.isEmpty()) {
      return;
    }
    jdbc.sql(MOVE)
        .param("ids", moves.stream().map(m -> m.lot().toString()).toArray(String[]::new))
        .param("pendings", moves.stream().map(Move::pending).toArray(Long[]::new))
        .param("opens", moves.stream().map(Move::open).toArray(Long[]::new))
        .param("helds", moves.stream().map(Move::held).toArray(Long[]::new))
        .param("claws", moves.stream().map(Move::clawed).toArray(Long[]::new))
        .update();
  }

  /// Lots of these that have expired live on until then.
  void grace(Map<UUID, Long> lots, Instant now, Instant until) {
    jdbc.sql(GRACE)
        .param("ids", lots.keySet().stream().map(UUID::toString).toArray(String[]::new))
        .param("now", at(now))
        .param("until", at(until))
        .update();
  }

  EarnLimits.Used used(PersonId person, String source, LocalDate day) {
    return jdbc.sql(USED)
        .param("person", person.value())
        .param("source", source)
        .param("day", day)
        .param("first", day.withDayOfMonth(1))
        .param("last", day.withDayOfMonth(day.lengthOfMonth()))
        .query((row, n) ->
            new EarnLimits.Used(row.getInt("times"), row.getLong("today"), row.getLong("month")))
        .single();
  }

  List<PersonId> toMature(Instant now, int most) {
    return people(TO_MATURE, now, most);
  }

  List<PersonId> toExpire(Instant now, int most) {
    return people(TO_EXPIRE, now, most);
  }

  void rehome(PersonId from, PersonId into) {
    jdbc.sql(REHOME).param("from", from.value()).param("into", into.value()).update();
  }

  private List<PersonId> people(String sql, Instant now, int most) {
    return jdbc.sql(sql)
        .param("now", at(now))
        .param("most", most)
        .query((row, n) -> new PersonId(row.getObject("person", UUID.class)))
        .list();
  }

  private static Lot lot(ResultSet row) throws SQLException {
    return new Lot(
        row.getObject("id", UUID.class),
        new PersonId(row.getObject("person", UUID.class)),
        row.getString("fact"),
        row.getString("source"),
        row.getInt("version"),
        row.getString("kind"),
        row.getString("subject"),
        row.getString("funder"),
        row.getLong("points"),
        row.getLong("pending"),
        row.getLong("open"),
        row.getLong("held"),
        row.getLong("clawed"),
        row.getString("reason"),
        row.getObject("earned_at", OffsetDateTime.class).toInstant(),
        row.getObject("matures_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
