package changke.payments;

import changke.shared.MerchantId;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class Channels {

  private static final String FIND =
      """
      SELECT id, provider, name_zh, name_en, merchant, settings, enabled
      FROM payments.channel
      WHERE id = :id
      """;

  private static final String ALL =
      """
      SELECT id, provider, name_zh, name_en, merchant, settings, enabled
      FROM payments.channel
      ORDER BY position, made_at, id
      """;

  /// Open, and with secrets that count by now where it needs any.
  private static final String LIVE =
      """
      SELECT id, provider, name_zh, name_en, merchant, settings, enabled
      FROM payments.channel c
      WHERE enabled AND (provider = 'wallet' OR EXISTS (
        SELECT 1 FROM payments.credential s
        WHERE s.channel = c.id AND s.active_from <= :now AND s.stopped_at IS NULL
          AND (NOT s.second_needed OR s.second_at IS NOT NULL)))
      ORDER BY position, made_at, id
      """;

  private static final String ARRANGE =
      """
      UPDATE payments.channel c SET position = o.place
      FROM unnest(:ids::text[]) WITH ORDINALITY AS o (id, place)
      WHERE c.id = o.id::uuid
      """;

  private static final String ADD =
      """
      INSERT INTO payments.channel
        (id, provider, name_zh, name_en, merchant, settings, enabled, made_at, position)
      VALUES (:id, :provider, :zh, :en, :merchant, :settings::jsonb, :enabled, :at,
        (SELECT coalesce(max(position), 0) + 1 FROM payments.channel))
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String SWITCH =
      """
      UPDATE payments.channel SET enabled = :enabled WHERE id = :id
      """;

  private static final TypeReference<Map<String, String>> FLAT = new TypeReference<>() {};

  private static final long KEPT_NANOS = 1_000_000_000L;

  private record Kept(Channel channel, long readAtNanos) {}

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Map<ChannelId, Kept> known = new ConcurrentHashMap<>();

  Channels(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /// Read anew when what is known is older than a second: every payment asks several times.
  Optional<Channel> find(ChannelId id) {
    var now = System.nanoTime();
    var kept = known.get(id);
    if (kept != null && now - kept.readAtNanos() < KEPT_NANOS) {
      return Optional.of(kept.channel());
    }
    var found = jdbc.sql(FIND).param("id", id.value()).query(this::channel).optional();
    found.ifPresent(channel -> known.put(id, new Kept(channel, now)));
    return found;
  }

  List<Channel> all() {
    return jdbc.sql(ALL).query(this::channel).list();
  }

  List<Channel> live(Instant now) {
    return jdbc.sql(LIVE)
        .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .query(this::channel)
        .list();
  }

  void arrange(List<ChannelId> order) {
    jdbc.sql(ARRANGE)
        .param("ids", order.stream().map(ChannelId::toString).toArray(String[]::new))
        .update();
  }

  /// Adds a channel unless one with this id is there; says whether it did.
  boolean add(Channel channel, Instant at) {
    return jdbc.sql(ADD)
            .param("id", channel.id().value())
            .param("provider", channel.provider())
            .param("zh", channel.name().zh())
            .param("en", channel.name().en())
            .param("merchant", channel.merchant() == null ? null : channel.merchant().value())
            .param("settings", json.writeValueAsString(channel.settings()))
            .param("enabled", channel.enabled())
            .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
            .update()
        == 1;
  }

  void enable(ChannelId id, boolean enabled) {
    jdbc.sql(SWITCH).param("id", id.value()).param("enabled", enabled).update();
    known.remove(id);
  }

  private Channel channel(ResultSet row, int n) throws SQLException {
    var merchant = row.getObject("merchant", UUID.class);
    return new Channel(
        new ChannelId(row.getObject("id", UUID.class)),
        row.getString("provider"),
        new Words(row.getString("name_zh"), row.getString("name_en")),
        merchant == null ? null : new MerchantId(merchant),
        json.readValue(row.getString("settings"), FLAT),
        row.getBoolean("enabled"));
  }
}
