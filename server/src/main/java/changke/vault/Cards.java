package changke.vault;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Cards {

  private static final String SEALED =
      """
      SELECT id, merchant_id, key_id, sealed FROM vault.card
      WHERE id = ANY (CAST(:ids AS uuid[]))
      ORDER BY array_position(CAST(:ids AS uuid[]), id)
      """;
  private static final String AVAILABLE =
      """
      SELECT CASE WHEN bool_or(many) OR EXISTS (
               SELECT 1 FROM vault.file f
               WHERE f.offer_id = :offer AND f.kept_at IS NOT NULL AND f.replaced_at IS NULL)
             THEN :unlimited ELSE count(*) END
      FROM vault.card
      WHERE offer_id = :offer AND hold_id IS NULL AND (expires_at IS NULL OR expires_at > :at)
      """;

  /// Counts up to a bound, so that a list of offers never walks a shelf of 100,000; what many
  /// receive is as many as the bound.
  private static final String ROUGHLY =
      """
      SELECT o.id,
             CASE WHEN s.many OR EXISTS (
               SELECT 1 FROM vault.file f
               WHERE f.offer_id = o.id AND f.kept_at IS NOT NULL AND f.replaced_at IS NULL)
             THEN :most ELSE s.cards END
      FROM unnest(CAST(:offers AS uuid[])) AS o (id)
      CROSS JOIN LATERAL (
        SELECT count(*) AS cards, bool_or(many) AS many FROM (
          SELECT c.many FROM vault.card c
          WHERE c.offer_id = o.id AND c.hold_id IS NULL
            AND (c.expires_at IS NULL OR c.expires_at > :at)
          LIMIT :most) counted) s
      """;

  /// Counts no further than it has to.
  private static final String NOT_ABOVE =
      """
      SELECT o.id
      FROM unnest(CAST(:offers AS uuid[]), CAST(:levels AS int[])) AS o (id, level)
      CROSS JOIN LATERAL (
        SELECT count(*) AS cards FROM (
          SELECT 1 FROM vault.card c
          WHERE c.offer_id = o.id AND c.hold_id IS NULL
            AND (c.expires_at IS NULL OR c.expires_at > :at)
          LIMIT o.level + 1) counted) s
      WHERE s.cards <= o.level
      """;

  private static final String HAS_SHARED =
      """
      SELECT DISTINCT offer_id FROM vault.card
      WHERE offer_id = ANY (CAST(:offers AS uuid[])) AND hold_id IS NULL AND many
      """;
  private static final String INSERT_SOLD =
      """
      INSERT INTO vault.card
        (id, merchant_id, offer_id, batch_id, key_id, sealed, mark, state, hold_id)
      VALUES (:id, :merchant, :offer, :hold, :key, :sealed, :mark, 'sold', :hold)
      """;
  private static final String CHOICES =
      """
      SELECT id, label FROM vault.card
      WHERE offer_id = :offer AND hold_id IS NULL AND NOT many AND label IS NOT NULL
        AND (expires_at IS NULL OR expires_at > :at)
      ORDER BY expires_at, id LIMIT :limit OFFSET :offset
      """;
  private static final String IN_OFFER =
      """
      SELECT id, merchant_id, key_id, sealed FROM vault.card
      WHERE id = :id AND merchant_id = :merchant
      """;

  private static final String UNDER_KEY =
      """
      SELECT id, merchant_id, key_id, sealed, mark FROM vault.card
      WHERE merchant_id = :merchant AND mark > :after AND key_id = :key
      ORDER BY mark LIMIT :limit FOR UPDATE
      """;
  private static final String RESEAL =
      """
      UPDATE vault.card c SET key_id = :key, sealed = n.sealed
      FROM unnest(CAST(:ids AS uuid[]), CAST(:sealed AS bytea[])) AS n (id, sealed)
      WHERE c.id = n.id
      """;
  private static final String OF_BATCH =
      """
      SELECT id, state, label, expires_at FROM vault.card
      WHERE batch_id = :batch AND merchant_id = :merchant
      ORDER BY id LIMIT :limit OFFSET :offset
      """;

  /// Takes expired cards off the front of the shelf's index, where every buyer would walk past
  /// them.
  private static final String EXPIRE =
      """
      UPDATE vault.card SET state = 'expired', hold_id = id
      WHERE id = ANY (ARRAY(
        SELECT id FROM vault.card
        WHERE hold_id IS NULL AND expires_at <= :at AND NOT many
        ORDER BY expires_at LIMIT 2000 FOR UPDATE SKIP LOCKED))
      """;

  private static final String WITHDRAW =
      """
      UPDATE vault.card SET state = 'withdrawn', hold_id = id
      WHERE id = ANY (ARRAY(
        SELECT id FROM vault.card
        WHERE id = ANY (CAST(:ids AS uuid[])) AND merchant_id = :merchant AND hold_id IS NULL
          AND NOT many
        ORDER BY id FOR UPDATE))
      """;
  private static final String ON_SHELF =
      """
      SELECT id FROM vault.card
      WHERE offer_id = :offer AND merchant_id = :merchant AND hold_id IS NULL
      ORDER BY expires_at, id LIMIT 1000000
      """;
  private static final String TO_EXPORT =
      """
      SELECT id, merchant_id, key_id, sealed, label, expires_at FROM vault.card
      WHERE id = ANY (CAST(:ids AS uuid[])) AND hold_id IS NULL
      ORDER BY id
      """;

  private final JdbcClient jdbc;

  Cards(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// In the order of the ids.
  List<SealedCard> sealed(Collection<CardId> ids) {
    return jdbc.sql(SEALED)
        .param("ids", UuidArray.of(ids.stream().map(CardId::value)))
        .query(Cards::read)
        .list();
  }

  Optional<SealedCard> sealed(MerchantId merchant, CardId id) {
    return jdbc.sql(IN_OFFER)
        .param("id", id.value())
        .param("merchant", merchant.value())
        .query(Cards::read)
        .optional();
  }

  int available(OfferId offer, Instant at) {
    return jdbc.sql(AVAILABLE)
        .param("offer", offer.value())
        .param("unlimited", Vault.UNLIMITED)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(Integer.class)
        .single();
  }

  Map<OfferId, Integer> roughly(Collection<OfferId> offers, int most, Instant at) {
    return jdbc
        .sql(ROUGHLY)
        .param("offers", UuidArray.of(offers.stream().map(OfferId::value)))
        .param("most", most)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query((row, _) -> Map.entry(offer(row), row.getInt(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  List<OfferId> notAbove(Map<OfferId, Integer> levels, Instant at) {
    var offers = List.copyOf(levels.keySet());
    return jdbc.sql(NOT_ABOVE)
        .param("offers", UuidArray.of(offers.stream().map(OfferId::value)))
        .param(
            "levels",
            offers.stream()
                .map(offer -> String.valueOf(levels.get(offer)))
                .collect(Collectors.joining(",", "{", "}")))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query((row, _) -> offer(row))
        .list();
  }

  List<OfferId> withSharedSecret(Collection<OfferId> offers) {
    return jdbc.sql(HAS_SHARED)
        .param("offers", UuidArray.of(offers.stream().map(OfferId::value)))
        .query((row, _) -> offer(row))
        .list();
  }

  void insertSold(SealedCard card, OfferId offer, byte[] mark, UUID hold) {
    jdbc.sql(INSERT_SOLD)
        .param("id", card.id().value())
        .param("merchant", card.merchant().value())
        .param("offer", offer.value())
        .param("hold", hold)
        .param("key", card.key())
        .param("sealed", card.sealed())
        .param("mark", mark)
        .update();
  }

  List<CardChoice> choices(OfferId offer, int limit, int offset, Instant at) {
    return jdbc.sql(CHOICES)
        .param("offer", offer.value())
        .param("limit", limit)
        .param("offset", offset)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .query(
            (row, _) -> new CardChoice(new CardId(row.getObject(1, UUID.class)), row.getString(2)))
        .list();
  }

  /// Cards under a key in the order of their marks, locked, with the mark that each has.
  List<Marked> underKey(WrappedKey key, byte[] after, int limit) {
    return jdbc.sql(UNDER_KEY)
        .param("merchant", key.merchant().value())
        .param("key", key.id())
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> new Marked(read(row, number), row.getBytes(5)))
        .list();
  }

  void reseal(UUID key, List<SealedCard> cards) {
    var hex = HexFormat.of();
    jdbc.sql(RESEAL)
        .param("key", key)
        .param("ids", UuidArray.of(cards.stream().map(card -> card.id().value())))
        .param(
            "sealed",
            cards.stream()
                .map(card -> "\"\\\\x" + hex.formatHex(card.sealed()) + '"')
                .collect(Collectors.joining(",", "{", "}")))
        .update();
  }

  @SuppressWarnings("ArrayRecordComponent") // Nobody compares rows.
  record Marked(SealedCard card, byte[] mark) {}

  List<ShelfCard> ofBatch(MerchantId merchant, UUID batch, int limit, int offset) {
    return jdbc.sql(OF_BATCH)
        .param("merchant", merchant.value())
        .param("batch", batch)
        .param("limit", limit)
        .param("offset", offset)
        .query(Cards::onShelf)
        .list();
  }

  /// At most 2000 at once.
  int expire(Instant at) {
    return jdbc.sql(EXPIRE).param("at", at.atOffset(ZoneOffset.UTC)).update();
  }

  int withdraw(MerchantId merchant, Collection<CardId> ids) {
    return jdbc.sql(WITHDRAW)
        .param("merchant", merchant.value())
        .param("ids", UuidArray.of(ids.stream().map(CardId::value)))
        .update();
  }

  List<CardId> onShelf(MerchantId merchant, OfferId offer) {
    return jdbc.sql(ON_SHELF)
        .param("offer", offer.value())
        .param("merchant", merchant.value())
        .query((row, _) -> new CardId(row.getObject(1, UUID.class)))
        .list();
  }

  /// Those that are still on the shelf, without their texts but with what opens them.
  List<Labelled> toExport(List<CardId> ids) {
    return jdbc.sql(TO_EXPORT)
        .param("ids", UuidArray.of(ids.stream().map(CardId::value)))
        .query((row, number) -> {
          var expires = row.getTimestamp(6);
          return new Labelled(
              read(row, number), row.getString(5), expires == null ? null : expires.toInstant());
        })
        .list();
  }

  record Labelled(SealedCard card, @Nullable String label, @Nullable Instant expiresAt) {}

  private static ShelfCard onShelf(ResultSet row, int number) throws SQLException {
    var expires = row.getTimestamp(4);
    return new ShelfCard(
        new CardId(row.getObject(1, UUID.class)),
        ShelfCard.State.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        row.getString(3),
        expires == null ? null : expires.toInstant());
  }

  private static OfferId offer(ResultSet row) throws SQLException {
    return new OfferId(row.getObject(1, UUID.class));
  }

  private static SealedCard read(ResultSet row, int number) throws SQLException {
    return new SealedCard(
        new CardId(row.getObject(1, UUID.class)),
        new MerchantId(row.getObject(2, UUID.class)),
        row.getObject(3, UUID.class),
        row.getBytes(4));
  }
}
