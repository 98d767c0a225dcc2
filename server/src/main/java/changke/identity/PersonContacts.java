package changke.identity;

import changke.messaging.Contact;
import changke.messaging.Contacts;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tells letters who is behind an id.
@Repository
class PersonContacts implements Contacts {

  private static final String FIND =
      """
      SELECT id, name, email, email_verified_at IS NOT NULL AS verified, language, zone, created_at
      FROM identity.person WHERE id = :id AND email NOT LIKE 'gone-%@nobody.invalid'
      """;

  private final JdbcClient jdbc;

  PersonContacts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Contact> find(PersonId person) {
    return jdbc.sql(FIND).param("id", person.value()).query(PersonContacts::read).optional();
  }

  private static Contact read(ResultSet row, int number) throws SQLException {
    return new Contact(
        new PersonId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("email"),
        row.getBoolean("verified"),
        Locale.forLanguageTag(row.getString("language")),
        ZoneId.of(row.getString("zone")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
