package changke.payments;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
      INSERT INTO payments.refused_notification
        (channel, reason, genuine, address, fields, received_at)
      SELECT :channel::uuid, :reason, :genuine::boolean, :address, :fields::jsonb, :at::timestamptz
      WHERE :genuine::boolean OR (
        SELECT count(*) FROM payments.refused_notification
        WHERE received_at > :lately AND channel = :channel::uuid AND NOT genuine) < :most
      """;

  private static final String FORGET =
      """
      DELETE FROM payments.refused_notification WHERE received_at < :before
      """;

  private static final String VERIFIED =
      """
      SELECT n.channel, n.trade_no, n.charge, n.source AS kind, n.outcome, '' AS address,
             n.fields::text AS fields, n.received_at
      FROM payments.notification n
      WHERE (:text = '' OR n.trade_no = :text OR n.charge::text = :text)
        AND (:state = '' OR n.outcome = :state)
        AND (:channel::text IS NULL OR n.channel = :channel::uuid)
        AND (:since::text IS NULL OR n.received_at >= :since::timestamptz)
        AND (:until::text IS NULL OR n.received_at < :until::timestamptz)
      ORDER BY n.received_at DESC, n.trade_no
      LIMIT :most OFFSET :from
      """;

  private static final String REFUSED =
      """
      SELECT n.channel, NULL::text AS trade_no, NULL::uuid AS charge,
             CASE WHEN n.genuine THEN 'genuine' ELSE 'forged' END AS kind, n.reason AS outcome,
             n.address, n.fields::text AS fields, n.received_at
      FROM payments.refused_notification n
      WHERE (:text = '' OR n.address = :text OR n.reason = :text OR n.fields::text LIKE '%' || :text || '%')
        AND (:state = '' OR (:state = 'genuine') = n.genuine)
        AND (:channel::text IS NULL OR n.channel = :channel::uuid)
        AND (:since::text IS NULL OR n.received_at >= :since::timestamptz)
        AND (:until::text IS NULL OR n.received_at < :until::timestamptz)
      ORDER BY n.received_at DESC, n.id DESC
      LIMIT :most OFFSET :from
      """;

  /// Where an account stands that came outside of the fields.
  static final String ACCOUNT_FIELD = "payer_account";

  private static final String ACCOUNT =
      """
      SELECT ch.provider || ':' || a.account
      FROM payments.notification n
      JOIN payments.channel ch ON ch.id = n.channel,
           LATERAL (SELECT coalesce(nullif(n.fields ->> 'payer_account', ''),
                                    nullif(n.fields ->> 'buyer_open_id', ''),
                                    nullif(n.fields ->> 'buyer_id', ''),
                                    nullif(n.fields ->> 'buyer', '')) AS account) a
      WHERE n.charge = :charge AND n.outcome = 'settled' AND a.account IS NOT NULL
      ORDER BY n.received_at LIMIT 1
      """;

  private static final int MOST_REFUSED_A_MINUTE = 300;
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

  Optional<String> account(ChargeId charge) {
    return jdbc.sql(ACCOUNT).param("charge", charge.value()).query(String.class).optional();
  }

  /// Writes down what was not believed; of forged ones no more than so many a minute and channel,
  /// so that nobody fills the disk with them.
  void refuse(
      ChannelId channel, String reason, boolean genuine, Notification notification, Instant at) {
    jdbc.sql(REFUSE)
        .param("genuine", genuine)
        .param("lately", OffsetDateTime.ofInstant(at.minusSeconds(60), ZoneOffset.UTC))
        .param("most", MOST_REFUSED_A_MINUTE)
        .param("channel", channel.value())
        .param("reason", reason)
        .param("address", notification.address())
        .param("fields", trimmed(told(notification)))
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .update();
  }

  List<NotificationRecord> verified(Search search, int most, int from) {
    return list(VERIFIED, search, most, from);
  }

  List<NotificationRecord> refused(Search search, int most, int from) {
    return list(REFUSED, search, most, from);
  }

  private List<NotificationRecord> list(String sql, Search search, int most, int from) {
    return jdbc.sql(sql)
        .param("text", search.text())
        .param("state", search.state())
        .param("channel", search.channelText())
        .param("since", search.sinceText())
        .param("until", search.untilText())
        .param("most", most)
        .param("from", from)
        .query((row, n) -> {
          var charge = row.getObject("charge", UUID.class);
          return new NotificationRecord(
              new ChannelId(row.getObject("channel", UUID.class)),
              row.getString("trade_no"),
              charge == null ? null : new ChargeId(charge),
              row.getString("kind"),
              row.getString("outcome"),
              row.getString("address"),
              row.getString("fields"),
              row.getObject("received_at", OffsetDateTime.class).toInstant());
        })
        .list();
  }

  int forgetRefused(Instant before) {
    return jdbc.sql(FORGET)
        .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
        .update();
  }

  /// The fields, or the beginning of a body of another kind.
  private static Map<String, String> told(Notification notification) {
    return notification.body().isEmpty()
        ? notification.fields()
        : Map.of("body", notification.body());
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
