package changke.payments;

import changke.shared.Money;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CorrectionRows {

  private static final String INSERT =
      """
      INSERT INTO payments.correction
        (id, person, amount_minor, currency, reason, state, asked_by, asked_at)
      VALUES (:id, :person, :amount, :currency, :reason, 'asked', :by, :at)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT id, person, amount_minor, currency, reason, state, asked_by, asked_at, ended_at
      FROM payments.correction
      WHERE id = :id
      FOR UPDATE
      """;

  private static final String END =
      """
      UPDATE payments.correction SET state = :state, ended_at = :at WHERE id = :id AND state = 'asked'
      """;

  private static final String SEARCH =
      """
      SELECT id, person, amount_minor, currency, reason, state, asked_by, asked_at, ended_at
      FROM payments.correction
      WHERE (:text = '' OR id::text = :text OR person::text = :text)
        AND (:state = '' OR state = :state)
        AND (:since::text IS NULL OR asked_at >= :since::timestamptz)
        AND (:until::text IS NULL OR asked_at < :until::timestamptz)
      ORDER BY asked_at DESC, id DESC
      LIMIT :most OFFSET :from
      """;

  private final JdbcClient jdbc;

  CorrectionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Whoever comes second with the same id waits here for the first, and writes nothing.
  void insert(UUID id, PersonId person, Money amount, String reason, PersonId by, Instant at) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("person", person.value())
        .param("amount", amount.minor())
        .param("currency", amount.currency().getCurrencyCode())
        .param("reason", reason)
        .param("by", by.value())
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .update();
  }

  Optional<Correction> lock(UUID id) {
    return jdbc.sql(LOCK).param("id", id).query(CorrectionRows::correction).optional();
  }

  void end(UUID id, Correction.State state, Instant at) {
    jdbc.sql(END)
        .param("id", id)
        .param("state", state.code())
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .update();
  }

  List<Correction> search(Search search, int most, int from) {
    return jdbc.sql(SEARCH)
        .param("text", search.text())
        .param("state", search.state())
        .param("since", search.sinceText())
        .param("until", search.untilText())
        .param("most", most)
        .param("from", from)
        .query(CorrectionRows::correction)
        .list();
  }

  private static Correction correction(ResultSet row, int n) throws SQLException {
    var ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Correction(
        row.getObject("id", UUID.class),
        new PersonId(row.getObject("person", UUID.class)),
        Money.of(row.getLong("amount_minor"), row.getString("currency")),
        row.getString("reason"),
        Correction.State.of(row.getString("state")),
        new PersonId(row.getObject("asked_by", UUID.class)),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
