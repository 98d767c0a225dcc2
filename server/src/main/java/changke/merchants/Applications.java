package changke.merchants;

import changke.shared.PersonId;
import changke.shared.Slice;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Applications {

  private static final String INSERT =
      """
      INSERT INTO merchants.application
        (id, applicant, slug, name_zh, name_en, words_zh, words_en, contact, applied_at)
      VALUES (:id, :applicant, :slug, :nameZh, :nameEn, :wordsZh, :wordsEn, :contact, :at)
      ON CONFLICT (applicant) WHERE decision IS NULL DO NOTHING
      """;
  private static final String FIND =
      """
      SELECT id, applicant, slug, name_zh, name_en, words_zh, words_en, contact, applied_at,
             decision, reason
      FROM merchants.application WHERE id = :id
      """;
  private static final String OPEN_OF =
      """
      SELECT id, applicant, slug, name_zh, name_en, words_zh, words_en, contact, applied_at,
             decision, reason
      FROM merchants.application WHERE applicant = :applicant AND decision IS NULL
      """;
  private static final String LOCK_OPEN =
      """
      SELECT id, applicant, slug, name_zh, name_en, words_zh, words_en, contact, applied_at,
             decision, reason
      FROM merchants.application WHERE id = :id AND decision IS NULL FOR UPDATE
      """;
  private static final String WAITING =
      """
      SELECT id, applicant, slug, name_zh, name_en, words_zh, words_en, contact, applied_at,
             decision, reason
      FROM merchants.application WHERE decision IS NULL
      ORDER BY applied_at, id LIMIT :limit OFFSET :offset
      """;
  private static final String DECIDE =
      """
      UPDATE merchants.application
      SET decision = :decision, decided_by = :by, decided_at = :at, reason = :reason
      WHERE id = :id
      """;

  private final JdbcClient jdbc;

  Applications(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Empty when this person has an open application already.
  Optional<Application> insert(UUID id, PersonId applicant, ShopDraft draft, Instant at) {
    var rows =
        jdbc.sql(INSERT)
            .param("id", id)
            .param("applicant", applicant.value())
            .param("slug", draft.slug())
            .param("nameZh", draft.name().zh())
            .param("nameEn", draft.name().en())
            .param("wordsZh", draft.words().zh())
            .param("wordsEn", draft.words().en())
            .param("contact", draft.contact())
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update();
    return rows == 0 ? Optional.empty() : find(id);
  }

  Optional<Application> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(Applications::read).optional();
  }

  Optional<Application> openOf(PersonId applicant) {
    return jdbc.sql(OPEN_OF)
        .param("applicant", applicant.value())
        .query(Applications::read)
        .optional();
  }

  Optional<Application> lockOpen(UUID id) {
    return jdbc.sql(LOCK_OPEN).param("id", id).query(Applications::read).optional();
  }

  Slice<Application> waiting(int page) {
    var rows =
        jdbc.sql(WAITING)
            .param("limit", Slice.DEFAULT_SIZE + 1)
            .param("offset", page * Slice.DEFAULT_SIZE)
            .query(Applications::read)
            .list();
    return Slice.cut(rows, page, Slice.DEFAULT_SIZE);
  }

  void decide(UUID id, Application.Decision decision, PersonId by, String reason, Instant at) {
    jdbc.sql(DECIDE)
        .param("id", id)
        .param("decision", decision.name().toLowerCase(Locale.ROOT))
        .param("by", by.value())
        .param("reason", reason)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Application read(ResultSet row, int number) throws SQLException {
    var decision = row.getString("decision");
    return new Application(
        row.getObject("id", UUID.class),
        new PersonId(row.getObject("applicant", UUID.class)),
        new ShopDraft(
            row.getString("slug"),
            new Words(row.getString("name_zh"), row.getString("name_en")),
            new Words(row.getString("words_zh"), row.getString("words_en")),
            row.getString("contact")),
        row.getTimestamp("applied_at").toInstant(),
        decision == null ? null : Application.Decision.valueOf(decision.toUpperCase(Locale.ROOT)),
        row.getString("reason"));
  }
}
