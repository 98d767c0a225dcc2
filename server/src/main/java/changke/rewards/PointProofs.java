package changke.rewards;

import changke.shared.PersonId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Adds lots up per person, and keeps what the proof found.
@Repository
class PointProofs {

  private static final String SUMS =
      """
      SELECT m.person, coalesce(sum(l.open), 0) AS open, coalesce(sum(l.pending), 0) AS pending,
             coalesce(sum(l.held), 0) AS held, count(l.id) AS lots
      FROM rewards.member m LEFT JOIN rewards.lot l ON l.person = m.person
      WHERE m.person > :after
      GROUP BY m.person ORDER BY m.person LIMIT :most
      """;

  private static final String KEEP =
      """
      INSERT INTO rewards.points_proof
        (at, lots, wrong_open, wrong_pending, wrong_held, book_holds)
      VALUES (:at, :lots, :open, :pending, :held, :book)
      ON CONFLICT (at) DO NOTHING
      """;

  private static final String LATEST =
      """
      SELECT at, lots, wrong_open, wrong_pending, wrong_held, book_holds
      FROM rewards.points_proof ORDER BY at DESC LIMIT :most
      """;

  /// What the lots of a person add up to.
  record Sums(PersonId person, long open, long pending, long held, long lots) {}

  private final JdbcClient jdbc;

  PointProofs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Sums> sums(UUID after, int most) {
    return jdbc.sql(SUMS)
        .param("after", after)
        .param("most", most)
        .query((row, n) ->
            new Sums(
                new PersonId(row.getObject("person", UUID.class)),
                row.getLong("open"),
                row.getLong("pending"),
                row.getLong("held"),
                row.getLong("lots")))
        .list();
  }

  void keep(PointProof proof) {
    jdbc.sql(KEEP)
        .param("at", OffsetDateTime.ofInstant(proof.at(), ZoneOffset.UTC))
        .param("lots", proof.lots())
        .param("open", proof.wrongOpen())
        .param("pending", proof.wrongPending())
        .param("held", proof.wrongHeld())
        .param("book", proof.bookHolds())
        .update();
  }

  List<PointProof> latest(int most) {
    return jdbc.sql(LATEST)
        .param("most", most)
        .query((row, n) ->
            new PointProof(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("lots"),
                row.getLong("wrong_open"),
                row.getLong("wrong_pending"),
                row.getLong("wrong_held"),
                row.getBoolean("book_holds")))
        .list();
  }
}
