package changke.audience;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Generations {

  private static final long LOCK = 0x617564_69656e63L;

  /// Whoever changes projections or memberships does it alone.
  private static final String ALONE =
      """
      SELECT pg_advisory_xact_lock(:lock)
      """;

  private static final String ALONE_NOW =
      """
      SELECT pg_try_advisory_xact_lock(:lock)
      """;

  private static final String CURRENT =
      """
      SELECT number, zone FROM audience.generation WHERE state = 'CURRENT'
      """;

  private static final String BUILDING =
      """
      SELECT number, zone FROM audience.generation WHERE state = 'BUILDING'
      ORDER BY number DESC LIMIT 1
      """;

  private static final String GONE =
      """
      SELECT number, zone FROM audience.generation WHERE state = 'GONE' ORDER BY number LIMIT 10
      """;

  private static final String BEGIN =
      """
      INSERT INTO audience.generation (number, zone, state, began_at)
      SELECT max(number) + 1, :zone, 'BUILDING', :at FROM audience.generation
      RETURNING number, zone
      """;

  private static final String SET =
      """
      UPDATE audience.generation SET state = :state, ready_at = coalesce(ready_at, :at)
      WHERE number = :number
      """;

  private static final String COUNT =
      """
      UPDATE audience.generation SET events = events + :more WHERE number = :number
      """;

  private static final String FORGET =
      """
      DELETE FROM audience.generation WHERE number = :number
      """;

  private final JdbcClient jdbc;

  Generations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void alone() {
    jdbc.sql(ALONE).param("lock", LOCK).query().singleValue();
  }

  /// False when somebody else is at work.
  boolean aloneNow() {
    return jdbc.sql(ALONE_NOW).param("lock", LOCK).query(Boolean.class).single();
  }

  Generation current() {
    return jdbc.sql(CURRENT).query(Generations::read).single();
  }

  Optional<Generation> building() {
    return jdbc.sql(BUILDING).query(Generations::read).optional();
  }

  List<Generation> gone() {
    return jdbc.sql(GONE).query(Generations::read).list();
  }

  Generation begin(ZoneId zone, Instant at) {
    return jdbc.sql(BEGIN)
        .param("zone", zone.getId())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(Generations::read)
        .single();
  }

  void set(int number, String state, Instant at) {
    jdbc.sql(SET)
        .param("number", number)
        .param("state", state)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  void count(int number, int more) {
    jdbc.sql(COUNT).param("number", number).param("more", more).update();
  }

  void forget(int number) {
    jdbc.sql(FORGET).param("number", number).update();
  }

  private static Generation read(ResultSet row, int number) throws SQLException {
    return new Generation(row.getInt("number"), ZoneId.of(row.getString("zone")));
  }
}
