package changke.activity;

import changke.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Invariant: the links that stand form trees that point upwards. An identity has at most one link
/// up; browsers only ever point at people, and a link between people is made under [#LOCK] after
/// looking that the way up from its end does not come back to its beginning.
@Repository
class Links {

  private static final long LOCK = 0x6368616e676b6532L;

  private static final String CLAIM =
      """
      INSERT INTO activity.link (id, from_id, to_id, proof, source, linked_at)
      SELECT c.id::uuid, c.from_id::uuid, c.to_id::uuid, c.proof, :source, :at
      FROM unnest(:ids::text[], :froms::text[], :tos::text[], :proofs::text[])
           AS c (id, from_id, to_id, proof)
      WHERE NOT EXISTS (
        SELECT 1 FROM activity.link l
        WHERE l.from_id = c.from_id::uuid AND l.to_id = c.to_id::uuid AND l.undone_at IS NOT NULL)
        AND NOT EXISTS (
          SELECT 1 FROM activity.erased e WHERE e.identity IN (c.from_id::uuid, c.to_id::uuid))
      ORDER BY c.from_id
      ON CONFLICT (from_id) WHERE undone_at IS NULL DO NOTHING
      RETURNING id, from_id, to_id, proof, linked_at, undone_at
      """;

  private static final String ADD =
      """
      INSERT INTO activity.link (id, from_id, to_id, proof, linked_at)
      SELECT :id, :from, :to, :proof, :at
      WHERE NOT EXISTS (SELECT 1 FROM activity.erased e WHERE e.identity IN (:from, :to))
      RETURNING id, from_id, to_id, proof, linked_at, undone_at
      """;

  private static final String ALONE =
      """
      SELECT 1 FROM (SELECT pg_advisory_xact_lock(:lock)) AS locked
      """;

  private static final String UNDO =
      """
      UPDATE activity.link SET undone_at = :at, undone_by = :by
      WHERE id = :id AND undone_at IS NULL
      RETURNING id, from_id, to_id, proof, linked_at, undone_at
      """;

  private static final String ROOT =
      """
      WITH RECURSIVE up (id, depth) AS (
        SELECT :id::uuid, 0
        UNION ALL
        SELECT l.to_id, up.depth + 1 FROM activity.link l
        JOIN up ON l.from_id = up.id WHERE l.undone_at IS NULL AND up.depth < 100)
      SELECT id FROM up ORDER BY depth DESC LIMIT 1
      """;

  private static final String FAMILY =
      """
      WITH RECURSIVE down (id, depth) AS (
        SELECT :root::uuid, 0
        UNION ALL
        SELECT l.from_id, down.depth + 1 FROM activity.link l
        JOIN down ON l.to_id = down.id WHERE l.undone_at IS NULL AND down.depth < 100)
      SELECT id FROM down LIMIT 10000
      """;

  private static final String OF =
      """
      SELECT id, from_id, to_id, proof, linked_at, undone_at FROM activity.link
      WHERE from_id = :id OR to_id = :id ORDER BY linked_at DESC LIMIT :most
      """;

  private final JdbcClient jdbc;
  private final Ids ids;

  Links(JdbcClient jdbc, Ids ids) {
    this.jdbc = jdbc;
    this.ids = ids;
  }

  /// Makes the links that are not there, and returns those. The first proof wins: an identity that
  /// belongs to one person already is not given to a second, a link that was undone is not made
  /// again by the same claim, and whoever was erased is linked with nobody.
  List<Link> claim(JdbcClient on, List<Entry.Claim> all, @Nullable UUID source, Instant at) {
    return on.sql(CLAIM)
        .param("ids", all.stream().map(c -> ids.next().toString()).toArray(String[]::new))
        .param("froms", all.stream().map(c -> c.from().toString()).toArray(String[]::new))
        .param("tos", all.stream().map(c -> c.to().toString()).toArray(String[]::new))
        .param("proofs", all.stream().map(c -> c.proof().name()).toArray(String[]::new))
        .param("source", source)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(Links::read)
        .list();
  }

  List<Link> claim(List<Entry.Claim> all, Instant at) {
    return claim(jdbc, all, null, at);
  }

  /// Makes a link although one like it was undone before: somebody answers for it. Whoever was
  /// erased is linked with nobody.
  Optional<Link> claimAnyway(Entry.Claim claim, Instant at) {
    return jdbc.sql(ADD)
        .param("id", ids.next())
        .param("from", claim.from())
        .param("to", claim.to())
        .param("proof", claim.proof().name())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(Links::read)
        .optional();
  }

  void alone() {
    jdbc.sql(ALONE).param("lock", LOCK).query().singleValue();
  }

  Optional<Link> undo(UUID link, UUID by, Instant at) {
    return jdbc.sql(UNDO)
        .param("id", link)
        .param("by", by)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(Links::read)
        .optional();
  }

  UUID root(UUID id) {
    return jdbc.sql(ROOT).param("id", id).query(UUID.class).single();
  }

  List<UUID> family(UUID root) {
    return jdbc.sql(FAMILY).param("root", root).query(UUID.class).list();
  }

  List<Link> of(UUID id, int most) {
    return jdbc.sql(OF).param("id", id).param("most", most).query(Links::read).list();
  }

  private static Link read(ResultSet row, int number) throws SQLException {
    var undone = row.getTimestamp("undone_at");
    return new Link(
        row.getObject("id", UUID.class),
        row.getObject("from_id", UUID.class),
        row.getObject("to_id", UUID.class),
        Proof.valueOf(row.getString("proof")),
        row.getTimestamp("linked_at").toInstant(),
        Optional.ofNullable(undone).map(at -> at.toInstant()));
  }
}
