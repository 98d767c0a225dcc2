package changke.vault;

import changke.shared.OfferId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Holds and the moves of their cards: hold and cards always change in one statement.
@Repository
class Holds {

  /// Takes the cards that lapse first, skipping those that someone else is just taking. Too few:
  /// nothing changes and no row comes back; the same when the hold is there already.
  private static final String TAKE =
      """
      WITH picked AS MATERIALIZED (
        SELECT id FROM vault.card
        WHERE offer_id = :offer AND hold_id IS NULL AND NOT many
          AND (expires_at IS NULL OR expires_at > :at)
          AND NOT EXISTS (SELECT 1 FROM vault.hold WHERE id = :hold)
        ORDER BY expires_at, id LIMIT :quantity FOR UPDATE SKIP LOCKED),
      taken AS (
        UPDATE vault.card SET hold_id = :hold, state = 'held'
        WHERE id = ANY (ARRAY(SELECT id FROM picked))
          AND (SELECT count(*) FROM picked) = :quantity
        RETURNING id)
      INSERT INTO vault.hold (id, offer_id, quantity, cards, state, until, made_at)
      SELECT :hold, :offer, :quantity, array_agg(id ORDER BY id), 'held', :until, :at FROM taken
      HAVING count(*) = :quantity
      RETURNING id, offer_id, quantity, cards, state, until, chosen, file
      """;

  /// As TAKE, but waits for others to make up their minds: the last card may come back.
  private static final String TAKE_WAITING =
      """
      WITH picked AS MATERIALIZED (
        SELECT id FROM vault.card
        WHERE offer_id = :offer AND hold_id IS NULL AND NOT many
          AND (expires_at IS NULL OR expires_at > :at)
        ORDER BY expires_at, id LIMIT :quantity FOR UPDATE),
      taken AS (
        UPDATE vault.card SET hold_id = :hold, state = 'held'
        WHERE id = ANY (ARRAY(SELECT id FROM picked))
          AND (SELECT count(*) FROM picked) = :quantity
        RETURNING id)
      INSERT INTO vault.hold (id, offer_id, quantity, cards, state, until, made_at)
      SELECT :hold, :offer, :quantity, array_agg(id ORDER BY id), 'held', :until, :at FROM taken
      HAVING count(*) = :quantity
      RETURNING id, offer_id, quantity, cards, state, until, chosen, file
      """;

  private static final String TAKE_CHOSEN =
      """
      WITH taken AS (
        UPDATE vault.card SET hold_id = :hold, state = 'held'
        WHERE id = :card AND offer_id = :offer AND hold_id IS NULL AND NOT many
          AND (expires_at IS NULL OR expires_at > :at)
          AND NOT EXISTS (SELECT 1 FROM vault.hold WHERE id = :hold)
        RETURNING id)
      INSERT INTO vault.hold (id, offer_id, quantity, cards, state, until, made_at, chosen)
      SELECT :hold, :offer, 1, array_agg(id), 'held', :until, :at, true FROM taken
      HAVING count(*) = 1
      RETURNING id, offer_id, quantity, cards, state, until, chosen, file
      """;

  /// One secret for many: the card stays where it is, the newest one counts.
  private static final String TAKE_SHARED =
      """
      INSERT INTO vault.hold (id, offer_id, quantity, cards, state, until, made_at)
      SELECT :hold, :offer, :quantity, array_fill(id, ARRAY[CAST(:quantity AS int)]), 'held', :until, :at
      FROM vault.card
      WHERE offer_id = :offer AND hold_id IS NULL AND many
        AND (expires_at IS NULL OR expires_at > :at)
      ORDER BY id DESC LIMIT 1
      RETURNING id, offer_id, quantity, cards, state, until, chosen, file
      """;

  /// A file is there for everyone, like a secret for many.
  private static final String TAKE_FILE =
      """
      INSERT INTO vault.hold (id, offer_id, quantity, cards, state, until, made_at, file)
      SELECT :hold, :offer, :quantity, array_fill(id, ARRAY[CAST(:quantity AS int)]), 'held', :until,
             :at, true
      FROM vault.file
      WHERE offer_id = :offer AND kept_at IS NOT NULL AND replaced_at IS NULL
      RETURNING id, offer_id, quantity, cards, state, until, chosen, file
      """;

  private static final String FIND =
      """
      SELECT id, offer_id, quantity, cards, state, until, chosen, file FROM vault.hold WHERE id = :hold
      """;
  private static final String LOCK =
      """
      SELECT id, offer_id, quantity, cards, state, until, chosen, file FROM vault.hold
      WHERE id = :hold FOR UPDATE
      """;

  private static final String SELL =
      """
      WITH sold AS (
        UPDATE vault.hold SET state = 'sold', sold_at = :at
        WHERE id = :hold AND state = 'held'
        RETURNING id, offer_id, quantity, cards, state, until, chosen, file),
      moved AS (
        UPDATE vault.card SET state = 'sold'
        WHERE id = ANY (ARRAY(SELECT unnest(cards) FROM sold)) AND hold_id = :hold AND NOT many
        RETURNING id)
      SELECT id, offer_id, quantity, cards, state, until, chosen, file FROM sold
      """;

  /// A lapsed hold that was paid for after all: the same cards when all of them are still there.
  private static final String SELL_SAME =
      """
      WITH picked AS MATERIALIZED (
        SELECT id, many FROM vault.card
        WHERE id = ANY (ARRAY(SELECT unnest(cards) FROM vault.hold WHERE id = :hold))
          AND hold_id IS NULL AND (expires_at IS NULL OR expires_at > :at)
        FOR UPDATE SKIP LOCKED),
      sold AS (
        UPDATE vault.hold SET state = 'sold', sold_at = :at
        WHERE id = :hold AND state = 'released'
          AND (SELECT count(*) FROM picked) = (SELECT count(DISTINCT c) FROM unnest(cards) c)
        RETURNING id, offer_id, quantity, cards, state, until, chosen, file),
      moved AS (
        UPDATE vault.card SET hold_id = :hold, state = 'sold'
        WHERE id = ANY (ARRAY(SELECT id FROM picked WHERE NOT many)) AND EXISTS (SELECT 1 FROM sold)
        RETURNING id)
      SELECT id, offer_id, quantity, cards, state, until, chosen, file FROM sold
      """;

  /// And else other cards of the same offer.
  private static final String SELL_OTHERS =
      """
      WITH lapsed AS (
        SELECT id, offer_id, quantity FROM vault.hold
        WHERE id = :hold AND state = 'released' AND NOT chosen),
      picked AS MATERIALIZED (
        SELECT id FROM vault.card
        WHERE offer_id = (SELECT offer_id FROM lapsed) AND hold_id IS NULL AND NOT many
          AND (expires_at IS NULL OR expires_at > :at)
        ORDER BY expires_at, id LIMIT (SELECT quantity FROM lapsed) FOR UPDATE SKIP LOCKED),
      taken AS (
        UPDATE vault.card SET hold_id = :hold, state = 'sold'
        WHERE id = ANY (ARRAY(SELECT id FROM picked))
          AND (SELECT count(*) FROM picked) = (SELECT quantity FROM lapsed)
        RETURNING id)
      UPDATE vault.hold
      SET state = 'sold', sold_at = :at, cards = ARRAY(SELECT id FROM taken ORDER BY id)
      WHERE id = :hold AND state = 'released' AND (SELECT count(*) FROM taken) = quantity
      RETURNING id, offer_id, quantity, cards, state, until, chosen, file
      """;

  private static final String SELL_LAPSED_FILE =
      """
      UPDATE vault.hold h SET state = 'sold', sold_at = :at
      WHERE h.id = :hold AND h.state = 'released' AND h.file
        AND EXISTS (
          SELECT 1 FROM vault.file f
          WHERE f.offer_id = h.offer_id AND f.kept_at IS NOT NULL AND f.replaced_at IS NULL)
      RETURNING id, offer_id, quantity, cards, state, until, chosen, file
      """;

  private static final String RELEASE =
      """
      WITH released AS (
        UPDATE vault.hold SET state = 'released'
        WHERE id = :hold AND state = 'held' RETURNING cards),
      moved AS (
        UPDATE vault.card SET hold_id = NULL, state = 'available'
        WHERE id = ANY (ARRAY(SELECT unnest(cards) FROM released)) AND hold_id = :hold
        RETURNING id)
      SELECT count(*) FROM released
      """;

  private static final String RELEASE_LAPSED =
      """
      WITH lapsed AS MATERIALIZED (
        SELECT id FROM vault.hold WHERE state = 'held' AND until <= :at
        ORDER BY until LIMIT 500 FOR UPDATE SKIP LOCKED),
      released AS (
        UPDATE vault.hold SET state = 'released'
        WHERE id = ANY (ARRAY(SELECT id FROM lapsed)) AND state = 'held' RETURNING id, cards),
      moved AS (
        UPDATE vault.card SET hold_id = NULL, state = 'available'
        WHERE id = ANY (ARRAY(SELECT unnest(cards) FROM released))
          AND hold_id = ANY (ARRAY(SELECT id FROM released))
        RETURNING id)
      SELECT count(*) FROM released
      """;

  private static final String REVOKE =
      """
      WITH revoked AS (
        UPDATE vault.hold SET state = 'revoked'
        WHERE id = :hold AND state = 'sold' RETURNING cards),
      moved AS (
        UPDATE vault.card SET state = 'revoked'
        WHERE id = ANY (ARRAY(SELECT unnest(cards) FROM revoked)) AND hold_id = :hold
          AND state = 'sold'
        RETURNING id)
      SELECT count(*) FROM revoked
      """;

  private static final String REPLACE =
      """
      WITH picked AS MATERIALIZED (
        SELECT id FROM vault.card
        WHERE offer_id = (SELECT offer_id FROM vault.hold WHERE id = :hold)
          AND hold_id IS NULL AND NOT many AND (expires_at IS NULL OR expires_at > :at)
        ORDER BY expires_at, id LIMIT 1 FOR UPDATE SKIP LOCKED),
      taken AS (
        UPDATE vault.card SET hold_id = :hold, state = 'sold'
        WHERE id = ANY (ARRAY(SELECT id FROM picked)) RETURNING id),
      retired AS (
        UPDATE vault.card SET state = 'replaced', successor = (SELECT id FROM taken)
        WHERE id = :card AND hold_id = :hold AND state = 'sold' AND EXISTS (SELECT 1 FROM taken)
        RETURNING id)
      UPDATE vault.hold SET cards = array_replace(cards, :card, (SELECT id FROM taken))
      WHERE id = :hold AND state = 'sold' AND EXISTS (SELECT 1 FROM taken)
      RETURNING (SELECT id FROM taken)
      """;

  private static final String HAND_OVER =
      """
      INSERT INTO vault.hold
        (id, offer_id, quantity, cards, state, until, made_at, sold_at, chosen)
      VALUES
        (:hold, :offer, :quantity, CAST(:cards AS uuid[]), 'sold', :at, :at, :at, true)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String REVEALED =
      "UPDATE vault.hold SET revealed_at = :at WHERE id = :hold AND revealed_at IS NULL";
  private static final String REVEALED_AT = "SELECT revealed_at FROM vault.hold WHERE id = :hold";

  private final JdbcClient jdbc;

  Holds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Hold> take(UUID hold, OfferId offer, int quantity, Instant until, Instant at) {
    return taken(TAKE, hold, offer, quantity, until, at);
  }

  Optional<Hold> takeWaiting(UUID hold, OfferId offer, int quantity, Instant until, Instant at) {
    return taken(TAKE_WAITING, hold, offer, quantity, until, at);
  }

  Optional<Hold> takeShared(UUID hold, OfferId offer, int quantity, Instant until, Instant at) {
    return taken(TAKE_SHARED, hold, offer, quantity, until, at);
  }

  Optional<Hold> takeFile(UUID hold, OfferId offer, int quantity, Instant until, Instant at) {
    return taken(TAKE_FILE, hold, offer, quantity, until, at);
  }

  Optional<Hold> takeChosen(UUID hold, OfferId offer, CardId card, Instant until, Instant at) {
    return jdbc.sql(TAKE_CHOSEN)
        .param("hold", hold)
        .param("offer", offer.value())
        .param("card", card.value())
        .param("until", until.atOffset(ZoneOffset.UTC))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(Holds::read)
        .optional();
  }

  Optional<Hold> find(UUID hold) {
    return jdbc.sql(FIND).param("hold", hold).query(Holds::read).optional();
  }

  Optional<Hold> lock(UUID hold) {
    return jdbc.sql(LOCK).param("hold", hold).query(Holds::read).optional();
  }

  Optional<Hold> sell(UUID hold, Instant at) {
    return moved(SELL, hold, at).query(Holds::read).optional();
  }

  Optional<Hold> sellLapsed(UUID hold, Instant at) {
    return moved(SELL_SAME, hold, at)
        .query(Holds::read)
        .optional()
        .or(() -> moved(SELL_LAPSED_FILE, hold, at).query(Holds::read).optional())
        .or(() -> moved(SELL_OTHERS, hold, at).query(Holds::read).optional());
  }

  boolean release(UUID hold) {
    return jdbc.sql(RELEASE).param("hold", hold).query(Integer.class).single() == 1;
  }

  /// At most 500 at once.
  int releaseLapsed(Instant at) {
    return jdbc.sql(RELEASE_LAPSED)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(Integer.class)
        .single();
  }

  boolean revoke(UUID hold) {
    return jdbc.sql(REVOKE).param("hold", hold).query(Integer.class).single() == 1;
  }

  Optional<CardId> replace(UUID hold, CardId bad, Instant at) {
    return moved(REPLACE, hold, at)
        .param("card", bad.value())
        .query((row, _) -> new CardId(row.getObject(1, UUID.class)))
        .optional();
  }

  boolean handOver(UUID hold, OfferId offer, List<CardId> cards, Instant at) {
    return moved(HAND_OVER, hold, at)
            .param("offer", offer.value())
            .param("quantity", cards.size())
            .param("cards", UuidArray.of(cards.stream().map(CardId::value)))
            .update()
        == 1;
  }

  void revealed(UUID hold, Instant at) {
    moved(REVEALED, hold, at).update();
  }

  Optional<Instant> revealedAt(UUID hold) {
    return jdbc.sql(REVEALED_AT)
        .param("hold", hold)
        .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
        .optional()
        .flatMap(at -> at.map(java.sql.Timestamp::toInstant));
  }

  private JdbcClient.StatementSpec moved(String sql, UUID hold, Instant at) {
    return jdbc.sql(sql).param("hold", hold).param("at", at.atOffset(ZoneOffset.UTC));
  }

  private Optional<Hold> taken(
      String sql, UUID hold, OfferId offer, int quantity, Instant until, Instant at) {
    return moved(sql, hold, at)
        .param("offer", offer.value())
        .param("quantity", quantity)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .query(Holds::read)
        .optional();
  }

  private static Hold read(ResultSet row, int number) throws SQLException {
    return new Hold(
        row.getObject("id", UUID.class),
        new OfferId(row.getObject("offer_id", UUID.class)),
        row.getInt("quantity"),
        Stream.of((UUID[]) row.getArray("cards").getArray()).map(CardId::new).toList(),
        Hold.State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
        row.getTimestamp("until").toInstant(),
        row.getBoolean("chosen"),
        row.getBoolean("file"));
  }
}
