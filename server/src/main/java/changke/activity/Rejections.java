package changke.activity;

import changke.shared.Ids;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Rejections {

  private static final String ADD =
      """
      INSERT INTO activity.rejection (id, source, reason, message_id, sample, rejected_at)
      SELECT r.id::uuid, :source, r.reason, r.message_id, r.sample, :at
      FROM unnest(:ids::text[], :reasons::text[], :messages::text[], :samples::text[])
           AS r (id, reason, message_id, sample)
      """;

  private static final String OF =
      """
      SELECT reason, message_id, sample, rejected_at FROM activity.rejection
      WHERE source = :source ORDER BY rejected_at DESC, id DESC LIMIT :most OFFSET :offset
      """;

  private static final String TRIM =
      """
      DELETE FROM activity.rejection
      WHERE rejected_at < :before OR id IN (
        SELECT id FROM (
          SELECT id, row_number() OVER (PARTITION BY source ORDER BY rejected_at DESC) AS rank
          FROM activity.rejection) AS ranked
        WHERE rank > :kept)
      """;

  private final JdbcClient jdbc;
  private final Ids ids;

  Rejections(JdbcClient jdbc, Ids ids) {
    this.jdbc = jdbc;
    this.ids = ids;
  }

  void add(JdbcClient on, UUID source, List<Rejection> all, Instant at) {
    on.sql(ADD)
        .param("source", source)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("ids", all.stream().map(r -> ids.next().toString()).toArray(String[]::new))
        .param("reasons", all.stream().map(r -> r.reason().name()).toArray(String[]::new))
        .param("messages", all.stream().map(r -> r.messageId().orElse(null)).toArray(String[]::new))
        .param("samples", all.stream().map(Rejection::sample).toArray(String[]::new))
        .update();
  }

  List<Rejection> of(UUID source, int most, int offset) {
    return jdbc.sql(OF)
        .param("source", source)
        .param("most", most)
        .param("offset", offset)
        .query((row, number) ->
            new Rejection(
                Rejection.Reason.valueOf(row.getString("reason")),
                Optional.ofNullable(row.getString("message_id")),
                row.getString("sample"),
                row.getTimestamp("rejected_at").toInstant()))
        .list();
  }

  /// Lets go of what is older than `before`, and of each source's beyond the newest `kept`.
  void trim(Instant before, int kept) {
    jdbc.sql(TRIM).param("before", before.atOffset(ZoneOffset.UTC)).param("kept", kept).update();
  }
}
