package changke.payments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Verified notifications, and the log of those that were not.
@Repository
class Inbox {

  private static final String TAKE =
      """
      INSERT INTO payments.notification
        (channel, trade_no, kind, charge, source, outcome, fields, received_at)
      VALUES (:channel, :trade, 'paid', :charge, :source, :outcome, :fields::jsonb, :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String REFUSE =
      """
      INSERT INTO payments.refused_notification (channel, reason, address, fields, received_at)
      VALUES (:channel, :reason, :address, :fields::jsonb, :at)
      """;

  private static final String FORGET =
      """
      DELETE FROM payments.refused_notification WHERE received_at < :before
      """;

  private static final int MOST_FIELDS = 40;
  private static final int LONGEST_FIELD = 300;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  Inbox(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /// Writes a verified notification down; false when the same trade is there already.
  boolean take(Charge charge, Settling.Paid paid, String outcome, Instant at) {
    return jdbc.sql(TAKE)
            .param("channel", charge.channel().value())
            .param("trade", paid.tradeNo())
            .param("charge", charge.id().value())
            .param("source", paid.source())
            .param("outcome", outcome)
            .param("fields", trimmed(paid.fields()))
            .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
            .update()
        == 1;
  }

  void refuse(ChannelId channel, String reason, Notification notification, Instant at) {
    jdbc.sql(REFUSE)
        .param("channel", channel.value())
        .param("reason", reason)
        .param("address", notification.address())
        .param("fields", trimmed(notification.fields()))
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .update();
  }

  int forgetRefused(Instant before) {
    return jdbc.sql(FORGET)
        .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
        .update();
  }

  /// Without the signature, and no longer than is worth keeping of what anyone may have sent.
  private String trimmed(Map<String, String> fields) {
    var kept = new HashMap<String, String>();
    for (var field : fields.entrySet()) {
      if (kept.size() < MOST_FIELDS && !field.getKey().equals("sign")) {
        kept.put(cut(field.getKey()), cut(field.getValue()));
      }
    }
    return json.writeValueAsString(kept);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_FIELD)).replace("\0", "");
  }
}
