package changke.rewards;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class RulebookRows {

  private static final String LATEST =
      """
      SELECT version, hash, rules::text, changes::text, made_at FROM rewards.rulebook
      ORDER BY version DESC LIMIT :most OFFSET :skip
      """;

  private static final String LOCK =
      """
      SELECT pg_advisory_xact_lock(hashtext('rewards.rulebook'))::text
      """;

  private static final String ADD =
      """
      INSERT INTO rewards.rulebook (version, hash, rules, changes, made_at)
      VALUES (:version, :hash, :rules::jsonb, :changes::jsonb, :at)
      """;

  private static final TypeReference<List<RulebookEdition.Chapter>> CHAPTERS =
      new TypeReference<>() {};
  private static final TypeReference<List<RulebookEdition.Change>> CHANGES =
      new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  RulebookRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /// One writer at a time, to the end of the transaction.
  void lock() {
    jdbc.sql(LOCK).query(String.class).single();
  }

  List<RulebookEdition> latest(int most, int skip) {
    return jdbc.sql(LATEST)
        .param("most", most)
        .param("skip", skip)
        .query((row, n) ->
            new RulebookEdition(
                row.getInt("version"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("rules"), CHAPTERS),
                json.readValue(row.getString("changes"), CHANGES)))
        .list();
  }

  Optional<byte[]> latestHash() {
    return jdbc.sql(LATEST)
        .param("most", 1)
        .param("skip", 0)
        .query((row, n) -> row.getBytes("hash"))
        .optional();
  }

  void add(RulebookEdition edition, byte[] hash) {
    jdbc.sql(ADD)
        .param("version", edition.version())
        .param("hash", Arrays.copyOf(hash, hash.length))
        .param("rules", json.writeValueAsString(edition.chapters()))
        .param("changes", json.writeValueAsString(edition.changes()))
        .param("at", OffsetDateTime.ofInstant(edition.from(), ZoneOffset.UTC))
        .update();
  }
}
