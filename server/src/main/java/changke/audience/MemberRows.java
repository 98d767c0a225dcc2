package changke.audience;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MemberRows {

  private static final String OF_PEOPLE =
      """
      SELECT person, segment FROM audience.member
      WHERE generation = :generation AND person = ANY(:people::uuid[])
      """;

  private static final String AMONG =
      """
      SELECT i.id, m.segment FROM audience.identity i
      JOIN audience.member m ON m.generation = i.generation AND m.person = i.root
      WHERE i.generation = :generation AND i.id = ANY(:ids::uuid[])
      """;

  private static final String ADD =
      """
      INSERT INTO audience.member (generation, segment, person, since)
      SELECT :generation, m.segment, m.person, :at
      FROM unnest(:segments::uuid[], :people::uuid[]) AS m (segment, person)
      ON CONFLICT DO NOTHING
      """;

  private static final String REMOVE =
      """
      DELETE FROM audience.member m
      USING unnest(:segments::uuid[], :people::uuid[]) AS gone (segment, person)
      WHERE m.generation = :generation AND m.segment = gone.segment AND m.person = gone.person
      """;

  private static final String MEMBERS =
      """
      SELECT person FROM audience.member
      WHERE generation = :generation AND segment = :segment AND person > :after
      ORDER BY person LIMIT :most
      """;

  private static final String COUNTS =
      """
      SELECT segment, count(*) AS people FROM audience.member
      WHERE generation = :generation GROUP BY segment
      """;

  private static final String SINCE =
      """
      SELECT segment, since FROM audience.member
      WHERE generation = :generation AND person = :person LIMIT 500
      """;

  private static final String END =
      """
      DELETE FROM audience.member WHERE segment = :segment
      """;

  private static final String KEEP_SINCE =
      """
      UPDATE audience.member m SET since = old.since FROM audience.member old
      WHERE m.generation = :fresh AND old.generation = :generation
        AND old.segment = m.segment AND old.person = m.person
      """;

  private static final String DIFFERENCE =
      """
      SELECT segment, person FROM audience.member WHERE generation = :in
      EXCEPT
      SELECT segment, person FROM audience.member WHERE generation = :out
      LIMIT 100000
      """;

  private static final String CLEAR =
      """
      DELETE FROM audience.member WHERE generation = :generation
      """;

  record Member(UUID segment, UUID person) {}

  private final JdbcClient jdbc;

  MemberRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The segments of each of these people.
  Map<UUID, Set<UUID>> of(int generation, Collection<UUID> people) {
    var members = new HashMap<UUID, Set<UUID>>();
    jdbc.sql(OF_PEOPLE)
        .param("generation", generation)
        .param("people", people.toArray(UUID[]::new))
        .query(row -> {
          members
              .computeIfAbsent(row.getObject("person", UUID.class), id -> new HashSet<>())
              .add(row.getObject("segment", UUID.class));
        });
    return members;
  }

  /// The segments of whoever each of these identities belongs to.
  Map<UUID, Set<UUID>> among(int generation, Collection<UUID> identities) {
    var members = new HashMap<UUID, Set<UUID>>();
    jdbc.sql(AMONG)
        .param("generation", generation)
        .param("ids", identities.toArray(UUID[]::new))
        .query(row -> {
          members
              .computeIfAbsent(row.getObject("id", UUID.class), id -> new HashSet<>())
              .add(row.getObject("segment", UUID.class));
        });
    return members;
  }

  void add(int generation, List<Member> members, Instant at) {
    if (!members.isEmpty()) {
      jdbc.sql(ADD)
          .param("generation", generation)
          .param("segments", members.stream().map(Member::segment).toArray(UUID[]::new))
          .param("people", members.stream().map(Member::person).toArray(UUID[]::new))
          .param("at", at.atOffset(ZoneOffset.UTC))
          .update();
    }
  }

  void remove(int generation, List<Member> members) {
    if (!members.isEmpty()) {
      jdbc.sql(REMOVE)
          .param("generation", generation)
          .param("segments", members.stream().map(Member::segment).toArray(UUID[]::new))
          .param("people", members.stream().map(Member::person).toArray(UUID[]::new))
          .update();
    }
  }

  List<UUID> members(int generation, UUID segment, UUID after, int most) {
    return jdbc.sql(MEMBERS)
        .param("generation", generation)
        .param("segment", segment)
        .param("after", after)
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  Map<UUID, Long> counts(int generation) {
    var counts = new HashMap<UUID, Long>();
    jdbc.sql(COUNTS)
        .param("generation", generation)
        .query(row -> {
          counts.put(row.getObject("segment", UUID.class), row.getLong("people"));
        });
    return counts;
  }

  Map<UUID, Instant> since(int generation, UUID person) {
    var since = new HashMap<UUID, Instant>();
    jdbc.sql(SINCE)
        .param("generation", generation)
        .param("person", person)
        .query(row -> {
          since.put(row.getObject("segment", UUID.class), row.getTimestamp("since").toInstant());
        });
    return since;
  }

  void end(UUID segment) {
    jdbc.sql(END).param("segment", segment).update();
  }

  /// Who was a member in the old generation is one since then.
  void keepSince(int generation, int fresh) {
    jdbc.sql(KEEP_SINCE).param("generation", generation).param("fresh", fresh).update();
  }

  /// Memberships of one generation that another has not.
  List<Member> onlyIn(int generation, int other) {
    return jdbc.sql(DIFFERENCE)
        .param("in", generation)
        .param("out", other)
        .query((row, number) ->
            new Member(row.getObject("segment", UUID.class), row.getObject("person", UUID.class)))
        .list();
  }

  int clear(int generation) {
    return jdbc.sql(CLEAR).param("generation", generation).update();
  }
}
