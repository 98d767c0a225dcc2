package changke.journeys;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Published definitions. They never change, so that every process keeps those that it met.
@Repository
class Versions {

  private static final String INSERT =
      """
      INSERT INTO journeys.version (journey, version, definition, published_by, published_at)
      SELECT :journey, coalesce(max(version), 0) + 1, :definition::jsonb, :by, :at
      FROM journeys.version WHERE journey = :journey
      RETURNING version
      """;

  private static final String FIND =
      """
      SELECT definition::text FROM journeys.version WHERE journey = :journey AND version = :version
      """;

  private static final String OF =
      """
      SELECT version, published_by, published_at FROM journeys.version
      WHERE journey = :journey ORDER BY version DESC LIMIT 100
      """;

  private static final String ALL =
      """
      SELECT journey, version FROM journeys.version
      """;

  private static final int MOST_KEPT = 2_000;

  private record Key(UUID journey, int version) {}

  private final Map<Key, Definition> met = new ConcurrentHashMap<>();
  private final JdbcClient jdbc;

  Versions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  int insert(UUID journey, Definition definition, UUID by, Instant at) {
    return jdbc.sql(INSERT)
        .param("journey", journey)
        .param("definition", Definitions.json(definition))
        .param("by", by)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(Integer.class)
        .single();
  }

  Definition get(UUID journey, int version) {
    if (met.size() > MOST_KEPT) {
      met.clear();
    }
    return met.computeIfAbsent(
        new Key(journey, version),
        key ->
            Definitions.kept(
                jdbc.sql(FIND)
                    .param("journey", journey)
                    .param("version", version)
                    .query(String.class)
                    .single()));
  }

  /// Kinds that any version watches for: old ones still have people inside.
  Set<String> watchedKinds() {
    var kinds = new HashSet<String>();
    jdbc.sql(ALL)
        .query(
            (row, number) -> new Key(row.getObject("journey", UUID.class), row.getInt("version")))
        .list()
        .forEach(key -> kinds.addAll(get(key.journey(), key.version()).watched()));
    return kinds;
  }

  List<Journeys.Version> of(UUID journey) {
    return jdbc.sql(OF)
        .param("journey", journey)
        .query((row, number) ->
            new Journeys.Version(
                row.getInt("version"),
                row.getObject("published_by", UUID.class),
                row.getTimestamp("published_at").toInstant()))
        .list();
  }
}
