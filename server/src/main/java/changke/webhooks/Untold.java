package changke.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Facts that are not yet written for each address.
@Repository
class Untold {

  private static final int TRIES = 10;
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /// A fact for the addresses of its shops, for the platform's too when `platform` says so, or for
  /// one address alone.
  record Told(
      UUID id,
      String kind,
      List<UUID> merchants,
      boolean platform,
      @Nullable UUID endpoint,
      String content,
      Instant at) {}

  private static final String QUEUE =
      """
      INSERT INTO webhooks.fact (id, kind, merchants, platform, endpoint, content, at, due_at)
      VALUES (:id, :kind, :merchants, :platform, CAST(:endpoint AS uuid), CAST(:content AS jsonb),
              :at, :at)
      ON CONFLICT (id) DO NOTHING
      """;
  private static final String CLAIM =
      """
      SELECT id, kind, merchants, platform, endpoint, content, at FROM webhooks.fact
      WHERE due_at <= :now ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
      """;
  private static final String DONE = "DELETE FROM webhooks.fact WHERE id = :id";

  /// After the last try it stays without a due time.
  private static final String AGAIN =
      """
      UPDATE webhooks.fact
      SET tries = tries + 1,
          due_at = CASE WHEN tries + 1 < :most THEN CAST(:again AS timestamptz) END
      WHERE id = :id
      """;

  private static final String STUCK = "SELECT count(*) FROM webhooks.fact WHERE due_at IS NULL";
  private static final String FORGET =
      "DELETE FROM webhooks.fact WHERE due_at IS NULL AND at < :before";

  private final JdbcClient jdbc;

  Untold(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void queue(Told fact) {
    jdbc.sql(QUEUE)
        .param("id", fact.id())
        .param("kind", fact.kind())
        .param("merchants", fact.merchants().toArray(UUID[]::new))
        .param("platform", fact.platform())
        .param("endpoint", fact.endpoint() == null ? null : fact.endpoint().toString())
        .param("content", fact.content())
        .param("at", fact.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Takes one for this transaction; other processes take others.
  Optional<Told> claim(Instant now) {
    return jdbc.sql(CLAIM)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(Untold::read)
        .optional();
  }

  void done(UUID id) {
    jdbc.sql(DONE).param("id", id).update();
  }

  void failed(UUID id, Instant now) {
    jdbc.sql(AGAIN)
        .param("id", id)
        .param("most", TRIES)
        .param("again", now.plus(PAUSE).atOffset(ZoneOffset.UTC))
        .update();
  }

  long stuck() {
    return jdbc.sql(STUCK).query(Long.class).single();
  }

  void forget(Instant before) {
    jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
  }

  private static Told read(ResultSet row, int number) throws SQLException {
    Collection<UUID> merchants = Arrays.asList((UUID[]) row.getArray("merchants").getArray());
    return new Told(
        row.getObject("id", UUID.class),
        row.getString("kind"),
        List.copyOf(merchants),
        row.getBoolean("platform"),
        row.getObject("endpoint", UUID.class),
        row.getString("content"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
