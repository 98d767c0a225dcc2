package changke.play;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Draws and the seeds that people chose for them.
@Repository
class WheelSpins {

  /// How often a person drew today and in the period.
  record Used(int today, int inPeriod) {}

  private static final String BY_REQUEST =
      """
      SELECT id, period, number, person, counter, seed, ticket, drawn, paid, at
      FROM play.wheel_spin WHERE request = :request AND person = :person
      """;

  private static final String USED =
      """
      SELECT count(*) FILTER (WHERE day = :day) AS today, count(*) AS in_period
      FROM play.wheel_spin WHERE period = :period AND person = :person
      """;

  private static final String INSERT =
      """
      INSERT INTO play.wheel_spin
        (id, period, number, person, counter, seed, ticket, drawn, paid, request, day, at)
      VALUES (:id, :period, :number, :person, :counter, :seed, :ticket, :drawn, :paid, :request,
              :day, :at)
      """;

  private static final String OF_PERIOD =
      """
      SELECT id, period, number, person, counter, seed, ticket, drawn, paid, at
      FROM play.wheel_spin WHERE period = :period AND number > :after
      ORDER BY number LIMIT :most
      """;

  private static final String OF_PERSON =
      """
      SELECT id, period, number, person, counter, seed, ticket, drawn, paid, at
      FROM play.wheel_spin WHERE person = :person
      ORDER BY at DESC, number DESC LIMIT :most OFFSET :skip
      """;

  private static final String FIND =
      """
      SELECT id, period, number, person, counter, seed, ticket, drawn, paid, at
      FROM play.wheel_spin WHERE id = :id
      """;

  private static final String OWE =
      """
      INSERT INTO play.wheel_owed (spin, since) VALUES (:spin, :at) ON CONFLICT DO NOTHING
      """;

  private static final String OWED =
      """
      SELECT s.id, s.period, s.number, s.person, s.counter, s.seed, s.ticket, s.drawn, s.paid, s.at
      FROM play.wheel_owed o JOIN play.wheel_spin s ON s.id = o.spin
      WHERE o.settled_at IS NULL
      ORDER BY o.since LIMIT :most
      FOR UPDATE OF o SKIP LOCKED
      """;

  private static final String OWED_COUNT =
      """
      SELECT count(*) FROM play.wheel_owed WHERE settled_at IS NULL
      """;

  private static final String COST =
      """
      SELECT coalesce(sum(z.value_minor), 0)
      FROM play.wheel_spin s
      JOIN play.wheel_period p ON p.id = s.period
      JOIN play.wheel_prize z ON z.plan = p.plan AND z.position = s.paid
      WHERE s.period = :period
      """;

  private static final String SETTLE =
      """
      UPDATE play.wheel_owed SET settled_at = :at WHERE spin = :spin AND settled_at IS NULL
      """;

  private static final String CHOOSE_SEED =
      """
      INSERT INTO play.wheel_seed (period, seed, person, chosen_at)
      VALUES (:period, :seed, :person, :at)
      ON CONFLICT (period, seed) DO UPDATE SET chosen_at = EXCLUDED.chosen_at
      WHERE wheel_seed.person = EXCLUDED.person
      """;

  private static final String SEED =
      """
      SELECT seed FROM play.wheel_seed WHERE period = :period AND person = :person
      ORDER BY chosen_at DESC, seed LIMIT 1
      """;

  private final JdbcClient jdbc;

  WheelSpins(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// False when somebody else chose it.
  boolean chooseSeed(UUID period, String seed, PersonId person, Instant at) {
    return jdbc.sql(CHOOSE_SEED)
            .param("period", period)
            .param("seed", seed)
            .param("person", person.value())
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Optional<String> seed(UUID period, PersonId person) {
    return jdbc.sql(SEED)
        .param("period", period)
        .param("person", person.value())
        .query(String.class)
        .optional();
  }

  Optional<Spin> byRequest(UUID request, PersonId person) {
    return jdbc.sql(BY_REQUEST)
        .param("request", request)
        .param("person", person.value())
        .query(WheelSpins::spin)
        .optional();
  }

  Optional<Spin> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(WheelSpins::spin).optional();
  }

  Used used(UUID period, PersonId person, LocalDate day) {
    return jdbc.sql(USED)
        .param("period", period)
        .param("person", person.value())
        .param("day", day)
        .query((row, number) -> new Used(row.getInt("today"), row.getInt("in_period")))
        .single();
  }

  void insert(Spin spin, UUID request, LocalDate day) {
    jdbc.sql(INSERT)
        .param("id", spin.id())
        .param("period", spin.period())
        .param("number", spin.number())
        .param("person", spin.person().value())
        .param("counter", spin.counter())
        .param("seed", spin.seed())
        .param("ticket", spin.ticket())
        .param("drawn", spin.drawn())
        .param("paid", spin.paid())
        .param("request", request)
        .param("day", day)
        .param("at", spin.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  void owe(UUID spin, Instant at) {
    jdbc.sql(OWE).param("spin", spin).param("at", at.atOffset(ZoneOffset.UTC)).update();
  }

  /// Draws whose prize could not be handed over yet, locked; the oldest first.
  List<Spin> owed(int most) {
    return jdbc.sql(OWED).param("most", most).query(WheelSpins::spin).list();
  }

  int owedCount() {
    return jdbc.sql(OWED_COUNT).query(Integer.class).single();
  }

  long costMinor(UUID period) {
    return jdbc.sql(COST).param("period", period).query(Long.class).single();
  }

  void settle(UUID spin, Instant at) {
    jdbc.sql(SETTLE).param("spin", spin).param("at", at.atOffset(ZoneOffset.UTC)).update();
  }

  List<Spin> ofPeriod(UUID period, int after, int most) {
    return jdbc.sql(OF_PERIOD)
        .param("period", period)
        .param("after", after)
        .param("most", most)
        .query(WheelSpins::spin)
        .list();
  }

  List<Spin> ofPerson(PersonId person, int skip, int most) {
    return jdbc.sql(OF_PERSON)
        .param("person", person.value())
        .param("skip", skip)
        .param("most", most)
        .query(WheelSpins::spin)
        .list();
  }

  private static Spin spin(ResultSet row, int number) throws SQLException {
    return new Spin(
        row.getObject("id", UUID.class),
        row.getObject("period", UUID.class),
        row.getInt("number"),
        new PersonId(row.getObject("person", UUID.class)),
        row.getInt("counter"),
        row.getString("seed"),
        row.getInt("ticket"),
        row.getInt("drawn"),
        row.getInt("paid"),
        row.getTimestamp("at").toInstant());
  }
}
