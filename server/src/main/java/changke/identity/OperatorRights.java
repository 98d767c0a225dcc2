package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of operators' rights.
@Repository
class OperatorRights {

  private static final int MOST = 200;

  /// One change at a time: two full operators who take each other's rights leave one.
  private static final String LOCK =
      """
      SELECT pg_advisory_xact_lock(hashtext('identity.operator_right'))
      """;

  private static final String OPERATORS =
      """
      SELECT person_id FROM identity.role WHERE role = 'OPERATOR' ORDER BY granted_at, person_id LIMIT :limit
      """;

  private static final String OF =
      """
      SELECT o.name FROM identity.operator_right o
      JOIN identity.role r ON r.person_id = o.person_id AND r.role = 'OPERATOR'
      WHERE o.person_id = :person
      """;

  private static final String OTHERS_WITH_ALL =
      """
      SELECT count(*) FROM identity.operator_right o
      JOIN identity.role r ON r.person_id = o.person_id AND r.role = 'OPERATOR'
      WHERE o.name = 'EVERYTHING' AND o.person_id <> :person
      """;

  private static final String REMOVE =
      """
      DELETE FROM identity.operator_right
      WHERE person_id = :person AND NOT (name = ANY (CAST(:kept AS text[])))
      """;

  private static final String ADD =
      """
      INSERT INTO identity.operator_right (person_id, name, granted_by, granted_at)
      SELECT :person, name, :by, :now FROM unnest(CAST(:names AS text[])) AS name
      ON CONFLICT DO NOTHING
      """;

  private final JdbcClient jdbc;

  OperatorRights(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void lock() {
    jdbc.sql(LOCK).query((row, number) -> true).single();
  }

  List<PersonId> operators() {
    return jdbc.sql(OPERATORS).param("limit", MOST).query(UUID.class).list().stream()
        .map(PersonId::new)
        .toList();
  }

  Set<Right> of(PersonId person) {
    return jdbc.sql(OF).param("person", person.value()).query(String.class).list().stream()
        .map(Right::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  int others(PersonId person) {
    return jdbc.sql(OTHERS_WITH_ALL).param("person", person.value()).query(Integer.class).single();
  }

  void replace(PersonId person, Set<Right> wanted, PersonId by, Instant now) {
    var names = wanted.stream().map(Right::name).toArray(String[]::new);
    jdbc.sql(REMOVE).param("person", person.value()).param("kept", names).update();
    jdbc.sql(ADD)
        .param("person", person.value())
        .param("names", names)
        .param("by", by.value())
        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
  }
}
