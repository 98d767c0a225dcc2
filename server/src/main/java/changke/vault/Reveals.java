package changke.vault;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Reveals {

  private static final String ADD =
      """
      INSERT INTO vault.reveal (id, card_id, hold_id, reader, reader_id, at)
      SELECT gen_random_uuid(), card, CAST(:hold AS uuid), :reader, :readerId, :at
      FROM unnest(CAST(:cards AS uuid[])) AS card
      """;
  private static final String OF_CARD =
      """
      SELECT reader, reader_id, at FROM vault.reveal WHERE card_id = :card ORDER BY at, id LIMIT 200
      """;

  private static final String OF_HOLD =
      """
      SELECT DISTINCT r.reader, r.reader_id, r.at
      FROM vault.hold h JOIN vault.reveal r ON r.card_id = ANY(h.cards) AND r.hold_id = h.id
      WHERE h.id = :hold ORDER BY r.at LIMIT 200
      """;

  private final JdbcClient jdbc;

  Reveals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(List<CardId> cards, @Nullable UUID hold, Reader reader, Instant at) {
    jdbc.sql(ADD)
        .param("cards", UuidArray.of(cards.stream().map(CardId::value)))
        .param("hold", hold)
        .param("reader", reader.role().name().toLowerCase(Locale.ROOT))
        .param("readerId", reader.id())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<CardReveal> of(CardId card) {
    return jdbc.sql(OF_CARD).param("card", card.value()).query(Reveals::reveal).list();
  }

  List<CardReveal> ofHold(UUID hold) {
    return jdbc.sql(OF_HOLD).param("hold", hold).query(Reveals::reveal).list();
  }

  private static CardReveal reveal(ResultSet row, int n) throws SQLException {
    return new CardReveal(
        new Reader(
            Reader.Role.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
            row.getObject(2, UUID.class)),
        row.getTimestamp(3).toInstant());
  }
}
