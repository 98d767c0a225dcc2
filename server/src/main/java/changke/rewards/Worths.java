package changke.rewards;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Worths {

  private static final String NOW =
      """
      SELECT minor_per_hundred FROM rewards.worth WHERE valid_from <= :now
      ORDER BY valid_from DESC LIMIT 1
      """;

  private static final String FROM_NOW =
      """
      SELECT valid_from, minor_per_hundred FROM rewards.worth
      WHERE valid_from > :now
         OR valid_from = (SELECT max(valid_from) FROM rewards.worth WHERE valid_from <= :now)
      ORDER BY valid_from LIMIT 10
      """;

  private static final String ANNOUNCE =
      """
      INSERT INTO rewards.worth (valid_from, minor_per_hundred, announced_at)
      VALUES (:from, :worth, :now)
      ON CONFLICT (valid_from) DO NOTHING
      """;

  private final JdbcClient jdbc;

  Worths(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  int now(Instant now) {
    return jdbc.sql(NOW).param("now", at(now)).query(Integer.class).single();
  }

  /// What counts now and what is announced.
  List<Worth> fromNow(Instant now) {
    return jdbc.sql(FROM_NOW)
        .param("now", at(now))
        .query((row, n) ->
            new Worth(
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                row.getInt("minor_per_hundred")))
        .list();
  }

  boolean announce(Worth worth, Instant now) {
    return jdbc.sql(ANNOUNCE)
            .param("from", at(worth.from()))
            .param("worth", worth.minorPerHundred())
            .param("now", at(now))
            .update()
        == 1;
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
