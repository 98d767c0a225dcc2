package changke.cashier;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Notices {

  private static final String ADD =
      """
      INSERT INTO cashier.notice (id, trade_no, status, forged, due_at)
      VALUES (:id, :trade, :status, :forged, :due)
      """;

  private static final String TAKE_DUE =
      """
      UPDATE cashier.notice SET tries = tries + 1, due_at = :again
      WHERE id IN (
        SELECT id FROM cashier.notice WHERE due_at <= :now
        ORDER BY due_at, id LIMIT :most FOR UPDATE SKIP LOCKED)
      RETURNING id, trade_no, status, forged, tries
      """;

  private static final String ANSWERED =
      """
      UPDATE cashier.notice SET answer = :answer, due_at = :again::timestamptz WHERE id = :id
      """;

  /// A notification that is being sent.
  record Notice(UUID id, String tradeNo, String status, boolean forged, int tries) {}

  private final JdbcClient jdbc;

  Notices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID id, String tradeNo, String status, boolean forged, Instant due) {
    jdbc.sql(ADD)
        .param("id", id)
        .param("trade", tradeNo)
        .param("status", status)
        .param("forged", forged)
        .param("due", OffsetDateTime.ofInstant(due, ZoneOffset.UTC))
        .update();
  }

  /// Takes what is due; whatever happens to this process, it is due again after `again`.
  List<Notice> takeDue(Instant now, Duration again, int most) {
    return jdbc.sql(TAKE_DUE)
        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .param("again", OffsetDateTime.ofInstant(now.plus(again), ZoneOffset.UTC))
        .param("most", most)
        .query((row, n) ->
            new Notice(
                row.getObject("id", UUID.class),
                row.getString("trade_no"),
                row.getString("status"),
                row.getBoolean("forged"),
                row.getInt("tries")))
        .list();
  }

  /// Notes the answer; without a next time it was the last try.
  void answered(UUID id, String answer, @Nullable Instant again) {
    jdbc.sql(ANSWERED)
        .param("id", id)
        .param("answer", answer)
        .param("again", again == null ? null : again.toString())
        .update();
  }
}
