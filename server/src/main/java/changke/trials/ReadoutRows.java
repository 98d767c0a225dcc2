package changke.trials;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReadoutRows {

  private static final String PUT =
      """
      INSERT INTO trials.readout AS r (trial, dealt, at, body)
      VALUES (:trial, :dealt, :at, :body::jsonb)
      ON CONFLICT (trial, dealt) DO UPDATE SET at = excluded.at, body = excluded.body
      WHERE r.at <= excluded.at
      """;

  private static final String FIND =
      """
      SELECT body FROM trials.readout WHERE trial = :trial AND dealt = :dealt
      """;

  private final JdbcClient jdbc;

  ReadoutRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(UUID trial, ReadOut readOut) {
    jdbc.sql(PUT)
        .param("trial", trial)
        .param("dealt", readOut.dealt())
        .param("at", Moments.to(readOut.at()))
        .param("body", Json.text(readOut))
        .update();
  }

  Optional<ReadOut> find(UUID trial, int dealt) {
    return jdbc.sql(FIND)
        .param("trial", trial)
        .param("dealt", dealt)
        .query(String.class)
        .optional()
        .map(body -> Json.read(body, ReadOut.class));
  }
}
