package changke.identity;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of dangerous acts.
@Repository
class AuditRows {

  private static final String INSERT =
      """
      INSERT INTO identity.audit (id, at, person_id, what, about, address)
      VALUES (:id, :at, :person, :what, :about, :address)
      """;

  private static final String SEARCH =
      """
      SELECT a.id, a.at, a.person_id, a.what, a.about, a.address, p.name, p.email
      FROM identity.audit a LEFT JOIN identity.person p ON p.id = a.person_id
      WHERE (CAST(:who AS text) IS NULL OR p.email_key = CAST(:who AS text) OR a.person_id::text = CAST(:who AS text))
        AND (CAST(:what AS text) IS NULL OR a.what = CAST(:what AS text))
        AND (CAST(:about AS text) IS NULL OR strpos(lower(a.about), CAST(:about AS text)) > 0)
        AND (CAST(:from AS timestamptz) IS NULL OR a.at >= CAST(:from AS timestamptz))
        AND (CAST(:until AS timestamptz) IS NULL OR a.at < CAST(:until AS timestamptz))
      ORDER BY a.at DESC, a.id DESC LIMIT :limit OFFSET :offset
      """;

  /// Jumps from kind to kind along the index instead of reading every row.
  private static final String KINDS =
      """
      WITH RECURSIVE kind AS (
        (SELECT what FROM identity.audit ORDER BY what LIMIT 1)
        UNION ALL
        SELECT (SELECT a.what FROM identity.audit a WHERE a.what > k.what ORDER BY a.what LIMIT 1)
        FROM kind k WHERE k.what IS NOT NULL)
      SELECT what FROM kind WHERE what IS NOT NULL LIMIT 300
      """;

  private final JdbcClient jdbc;

  AuditRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(
      UUID id, Instant at, @Nullable PersonId person, String what, String about, String address) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("at", utc(at))
        .param("person", person == null ? null : person.value())
        .param("what", what)
        .param("about", about)
        .param("address", address)
        .update();
  }

  List<AuditEntry> search(AuditSearch search, int limit, int offset) {
    return jdbc.sql(SEARCH)
        .param("who", lower(search.who()))
        .param("what", search.what())
        .param("about", lower(search.about()))
        .param("from", search.from() == null ? null : utc(search.from()))
        .param("until", search.until() == null ? null : utc(search.until()))
        .param("limit", limit)
        .param("offset", offset)
        .query(AuditRows::read)
        .list();
  }

  List<String> kinds() {
    return jdbc.sql(KINDS).query(String.class).list();
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : People.key(text);
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  private static AuditEntry read(ResultSet row, int number) throws SQLException {
    var person = row.getObject("person_id", UUID.class);
    return new AuditEntry(
        row.getObject("id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        person == null ? null : new PersonId(person),
        row.getString("name"),
        row.getString("email"),
        row.getString("what"),
        row.getString("about"),
        row.getString("address"));
  }
}
