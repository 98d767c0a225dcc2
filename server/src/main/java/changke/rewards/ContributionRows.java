package changke.rewards;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ContributionRows {

  private static final int MOST = 10_000;

  private static final String INSERT =
      """
      INSERT INTO rewards.contribution (fact, person, kind, helped, at)
      VALUES (:fact, :person, :kind, :helped, :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String OF =
      """
      SELECT fact, person, kind, helped, at FROM rewards.contribution
      WHERE person = :person AND at >= :since ORDER BY at DESC LIMIT :most
      """;

  /// Help for the other one was help for oneself.
  private static final String FORGET_BETWEEN =
      """
      DELETE FROM rewards.contribution
      WHERE person IN (:from, :into) AND helped IN (:from, :into)
      """;

  private static final String REHOME =
      """
      UPDATE rewards.contribution
      SET person = CASE WHEN person = :from THEN :into ELSE person END,
          helped = CASE WHEN helped = :from THEN :into ELSE helped END
      WHERE person = :from OR helped = :from
      """;

  private static final String FORGET =
      """
      DELETE FROM rewards.contribution WHERE person = :person
      """;

  private final JdbcClient jdbc;

  ContributionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Contribution act) {
    var helped = act.helped();
    jdbc.sql(INSERT)
        .param("fact", act.fact())
        .param("person", act.person().value())
        .param("kind", act.kind().name())
        .param("helped", helped == null ? null : helped.value())
        .param("at", act.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  List<Contribution> of(PersonId person, Instant since) {
    return jdbc.sql(OF)
        .param("person", person.value())
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("most", MOST)
        .query((row, number) ->
            new Contribution(
                row.getObject("fact", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                Contribution.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getObject("helped", UUID.class))
                    .map(PersonId::new)
                    .orElse(null),
                row.getTimestamp("at").toInstant()))
        .list();
  }

  void rehome(PersonId from, PersonId into) {
    for (var sql : List.of(FORGET_BETWEEN, REHOME)) {
      jdbc.sql(sql).param("from", from.value()).param("into", into.value()).update();
    }
  }

  void forget(PersonId person) {
    jdbc.sql(FORGET).param("person", person.value()).update();
  }
}
