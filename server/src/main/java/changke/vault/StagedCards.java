package changke.vault;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StagedCards {

  private static final String MARKS =
      "SELECT mark, line FROM vault.staged_card WHERE batch_id = :batch";

  /// A million cards take longer than a page may.
  private static final String PATIENCE = "SELECT set_config('statement_timeout', '600000', true)";

  /// What the merchant has already stays out and is told line by line; the rest is on the shelf at
  /// once.
  private static final String SHELVE =
      """
      WITH taken AS (
        INSERT INTO vault.card
          (id, merchant_id, offer_id, batch_id, key_id, sealed, mark, state, many, label,
           expires_at)
        SELECT s.id, b.merchant_id, b.offer_id, b.id, s.key_id, s.sealed, s.mark, 'available',
               b.many, s.label, s.expires_at
        FROM vault.staged_card s CROSS JOIN vault.batch b
        WHERE s.batch_id = :batch AND b.id = :batch
        ON CONFLICT (merchant_id, mark) DO NOTHING
        RETURNING id),
      refused AS (
        INSERT INTO vault.refused_line (batch_id, line, reason)
        SELECT s.batch_id, s.line, 'in_vault' FROM vault.staged_card s
        WHERE s.batch_id = :batch AND NOT EXISTS (SELECT 1 FROM taken t WHERE t.id = s.id)
        RETURNING line)
      SELECT count(*) FROM taken
      """;

  private static final String CLEAR = "DELETE FROM vault.staged_card WHERE batch_id = :batch";
  private static final String CLEAR_ABANDONED =
      """
      DELETE FROM vault.staged_card s
      WHERE NOT EXISTS (SELECT 1 FROM vault.batch b WHERE b.id = s.batch_id AND b.done_at IS NULL)
      """;

  private final JdbcClient jdbc;

  StagedCards(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The marks that were read before an interruption, with their lines.
  Map<ByteBuffer, Integer> marks(UUID batch) {
    var marks = new HashMap<ByteBuffer, Integer>();
    jdbc.sql(MARKS)
        .param("batch", batch)
        .query(
            (RowCallbackHandler) row -> marks.put(ByteBuffer.wrap(row.getBytes(1)), row.getInt(2)));
    return marks;
  }

  int shelve(UUID batch) {
    jdbc.sql(PATIENCE).query(String.class).single();
    var taken = jdbc.sql(SHELVE).param("batch", batch).query(Integer.class).single();
    clear(batch);
    return taken;
  }

  void clear(UUID batch) {
    jdbc.sql(CLEAR).param("batch", batch).update();
  }

  void clearAbandoned() {
    jdbc.sql(CLEAR_ABANDONED).update();
  }
}
