package changke.activity;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Erased {

  private static final String ADD =
      """
      INSERT INTO activity.erased (identity, erased_at)
      SELECT e::uuid, :at FROM unnest(:ids::text[]) AS e
      ON CONFLICT (identity) DO UPDATE SET swept_at = NULL
      """;

  private static final String ALL =
      """
      SELECT identity FROM activity.erased LIMIT 5000000
      """;

  private static final String SINCE =
      """
      SELECT identity FROM activity.erased WHERE erased_at >= :since LIMIT 1000000
      """;

  private static final String UNSWEPT =
      """
      SELECT identity FROM activity.erased WHERE swept_at IS NULL AND erased_at < :before
      LIMIT 100000
      """;

  private static final String SWEPT =
      """
      UPDATE activity.erased SET swept_at = :at WHERE identity = ANY (:ids::uuid[])
      """;

  private static final String FORGET_LINKS =
      """
      DELETE FROM activity.link WHERE from_id = ANY (:ids::uuid[]) OR to_id = ANY (:ids::uuid[])
      """;

  private final JdbcClient jdbc;

  Erased(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(Collection<UUID> identities, Instant at) {
    jdbc.sql(ADD).param("ids", texts(identities)).param("at", at.atOffset(ZoneOffset.UTC)).update();
  }

  Set<UUID> all() {
    return new HashSet<>(jdbc.sql(ALL).query(UUID.class).list());
  }

  Set<UUID> since(Instant moment) {
    return new HashSet<>(
        jdbc.sql(SINCE).param("since", moment.atOffset(ZoneOffset.UTC)).query(UUID.class).list());
  }

  Set<UUID> unswept(Instant before) {
    return new HashSet<>(
        jdbc.sql(UNSWEPT)
            .param("before", before.atOffset(ZoneOffset.UTC))
            .query(UUID.class)
            .list());
  }

  void swept(Collection<UUID> identities, Instant at) {
    jdbc.sql(SWEPT)
        .param("ids", texts(identities))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Takes entries out of a month; returns how many. Entries of others that name an erased browser
  /// stay without it.
  int sweep(JdbcClient on, YearMonth month) {
    var table = Events.partition(month);
    int gone =
        on.sql(
                """
                DELETE FROM activity.%s
                WHERE coalesce(person, visitor) IN (SELECT identity FROM activity.erased)
                   OR (kind IN ('Identities Merged', 'Merge Undone')
                       AND visitor IN (SELECT identity FROM activity.erased))
                """
                    .formatted(table))
            .update();
    return gone
        + on.sql(
                """
                UPDATE activity.%s SET visitor = NULL
                WHERE visitor IN (SELECT identity FROM activity.erased)
                """
                    .formatted(table))
            .update();
  }

  void forgetLinks(Collection<UUID> identities) {
    jdbc.sql(FORGET_LINKS).param("ids", texts(identities)).update();
  }

  private static String[] texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }
}
