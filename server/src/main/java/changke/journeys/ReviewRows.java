package changke.journeys;

import changke.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReviewRows {

  private static final String INSERT =
      """
      INSERT INTO journeys.review (id, at, journey, verdict, reading)
      SELECT r.id::uuid, :at, r.journey::uuid, r.verdict, r.reading::jsonb
      FROM unnest(:ids::text[], :journeys::text[], :verdicts::text[], :readings::text[])
        AS r (id, journey, verdict, reading)
      """;

  private static final String LAST_AT =
      """
      SELECT max(at) FROM journeys.review WHERE verdict <> 'HARM'
      """;

  private static final String LAST =
      """
      SELECT DISTINCT ON (journey) journey, at, verdict, reading::text FROM journeys.review
      WHERE at >= (SELECT max(at) - interval '7 days' FROM journeys.review)
      ORDER BY journey, at DESC LIMIT 300
      """;

  private static final String OF =
      """
      SELECT journey, at, verdict, reading::text FROM journeys.review
      WHERE journey = :journey ORDER BY at DESC LIMIT 60
      """;

  private final JdbcClient jdbc;

  ReviewRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(List<Reviews.Found> all, Ids ids) {
    jdbc.sql(INSERT)
        .param("at", all.getFirst().at().atOffset(ZoneOffset.UTC))
        .param("ids", all.stream().map(one -> ids.next().toString()).toArray(String[]::new))
        .param("journeys", all.stream().map(one -> one.journey().toString()).toArray(String[]::new))
        .param("verdicts", all.stream().map(one -> one.finding().name()).toArray(String[]::new))
        .param("readings", all.stream().map(Reviews.Found::evidence).toArray(String[]::new))
        .update();
  }

  Optional<Instant> lastAt() {
    return jdbc.sql(LAST_AT)
        .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)))
        .single()
        .map(java.sql.Timestamp::toInstant);
  }

  List<Reviews.Found> last() {
    return jdbc.sql(LAST).query(ReviewRows::read).list();
  }

  List<Reviews.Found> of(UUID journey) {
    return jdbc.sql(OF).param("journey", journey).query(ReviewRows::read).list();
  }

  private static Reviews.Found read(ResultSet row, int number) throws SQLException {
    return new Reviews.Found(
        row.getObject("journey", UUID.class),
        row.getTimestamp("at").toInstant(),
        Finding.valueOf(row.getString("verdict")),
        row.getString("reading"));
  }
}
