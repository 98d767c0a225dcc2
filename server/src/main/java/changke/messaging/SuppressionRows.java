package changke.messaging;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Addresses that get no marketing.
@Repository
class SuppressionRows {

  /// Why an address gets none.
  enum Cause {
    BOUNCE,
    COMPLAINT,
    OPERATOR
  }

  private static final String ADD =
      """
      INSERT INTO messaging.suppression (channel, address_key, cause, at)
      VALUES (:channel, :key, :cause, :at)
      ON CONFLICT (channel, address_key) DO UPDATE SET cause = excluded.cause, at = excluded.at
      """;

  private static final String REMOVE =
      """
      DELETE FROM messaging.suppression WHERE channel = :channel AND address_key = :key
      """;

  private static final String IS_SUPPRESSED =
      """
      SELECT EXISTS (
        SELECT 1 FROM messaging.suppression WHERE channel = :channel AND address_key = :key)
      """;

  private final JdbcClient jdbc;
  private final AddressKeys keys;

  SuppressionRows(JdbcClient jdbc, AddressKeys keys) {
    this.jdbc = jdbc;
    this.keys = keys;
  }

  void add(Channel channel, String address, Cause cause, Instant now) {
    jdbc.sql(ADD)
        .param("channel", channel.name())
        .param("key", keys.of(address))
        .param("cause", cause.name())
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  boolean remove(Channel channel, String address) {
    return jdbc.sql(REMOVE).param("channel", channel.name()).param("key", keys.of(address)).update()
        == 1;
  }

  boolean isSuppressed(Channel channel, String address) {
    return jdbc.sql(IS_SUPPRESSED)
        .param("channel", channel.name())
        .param("key", keys.of(address))
        .query(Boolean.class)
        .single();
  }
}
