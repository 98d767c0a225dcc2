package changke.audience;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ChoiceRows {

  private static final String OF =
      """
      SELECT personal, predicted FROM audience.choice WHERE person = :person
      """;

  private static final String PUT =
      """
      INSERT INTO audience.choice (person, personal, predicted, changed_at)
      VALUES (:person, :personal, :predicted, :at)
      ON CONFLICT (person) DO UPDATE
      SET personal = excluded.personal, predicted = excluded.predicted, changed_at = excluded.changed_at
      """;

  private static final String IMPERSONAL =
      """
      SELECT person FROM audience.choice WHERE person = ANY(:ids::uuid[]) AND NOT personal
      """;

  private static final String UNPREDICTED =
      """
      SELECT person FROM audience.choice WHERE person = ANY(:ids::uuid[]) AND NOT predicted
      """;

  private static final String OFF =
      """
      SELECT person, personal, predicted FROM audience.choice
      WHERE NOT personal OR NOT predicted LIMIT 5000000
      """;

  private static final String REMOVE =
      """
      DELETE FROM audience.choice WHERE person = ANY(:ids::uuid[])
      """;

  private final JdbcClient jdbc;

  ChoiceRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Choice> of(UUID person) {
    return jdbc.sql(OF)
        .param("person", person)
        .query((row, number) -> new Choice(row.getBoolean("personal"), row.getBoolean("predicted")))
        .optional();
  }

  void put(UUID person, Choice choice, Instant at) {
    jdbc.sql(PUT)
        .param("person", person)
        .param("personal", choice.personal())
        .param("predicted", choice.predicted())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Who of these switched personalisation off.
  Set<UUID> impersonal(Collection<UUID> ids) {
    return among(IMPERSONAL, ids);
  }

  /// Who of these switched prediction off.
  Set<UUID> unpredicted(Collection<UUID> ids) {
    return among(UNPREDICTED, ids);
  }

  /// Everybody who switched something off.
  Choices.Off off() {
    var impersonal = new HashSet<UUID>();
    var unpredicted = new HashSet<UUID>();
    jdbc.sql(OFF)
        .query(row -> {
          var person = row.getObject("person", UUID.class);
          if (!row.getBoolean("personal")) {
            impersonal.add(person);
          }
          if (!row.getBoolean("predicted")) {
            unpredicted.add(person);
          }
        });
    return new Choices.Off(impersonal, unpredicted);
  }

  private Set<UUID> among(String sql, Collection<UUID> ids) {
    return new HashSet<>(
        jdbc.sql(sql).param("ids", ids.toArray(UUID[]::new)).query(UUID.class).list());
  }

  void remove(Collection<UUID> ids) {
    jdbc.sql(REMOVE).param("ids", ids.toArray(UUID[]::new)).update();
  }
}
