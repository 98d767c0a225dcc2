package changke.identity;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of people: the one place where personal fields live.
@Repository
class People {

  /// A person with the hash of the password.
  record Credentials(Person person, String passwordHash) {}

  private static final String INSERT =
      """
      INSERT INTO identity.person (id, name, email, email_key, password_hash, language, zone, created_at)
      VALUES (:id, :name, :email, :emailKey, :passwordHash, :language, :zone, :createdAt)
      ON CONFLICT (email_key) DO NOTHING
      """;

  private static final String BY_ID =
      """
      SELECT p.*, array(SELECT r.role FROM identity.role r WHERE r.person_id = p.id) AS roles,
        array(SELECT o.name FROM identity.operator_right o WHERE o.person_id = p.id) AS rights
      FROM identity.person p WHERE p.id = :id
      """;

  private static final String BY_IDS =
      """
      SELECT p.*, array(SELECT r.role FROM identity.role r WHERE r.person_id = p.id) AS roles,
        array(SELECT o.name FROM identity.operator_right o WHERE o.person_id = p.id) AS rights
      FROM identity.person p WHERE p.id = ANY(:ids)
      """;

  private static final String BY_EMAIL =
      """
      SELECT p.*, array(SELECT r.role FROM identity.role r WHERE r.person_id = p.id) AS roles,
        array(SELECT o.name FROM identity.operator_right o WHERE o.person_id = p.id) AS rights
      FROM identity.person p WHERE p.email_key = :emailKey
      """;

  private static final String GRANT =
      """
      INSERT INTO identity.role (person_id, role, granted_at) VALUES (:id, :role, :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String ANYONE_WITH =
      """
      SELECT EXISTS (SELECT 1 FROM identity.role WHERE role = :role)
      """;

  private static final String REHASH =
      """
      UPDATE identity.person SET password_hash = :passwordHash WHERE id = :id
      """;

  private static final String SPEAK =
      """
      UPDATE identity.person SET language = :language WHERE id = :id
      """;

  private static final String SEARCH =
      """
      SELECT p.*, array(SELECT r.role FROM identity.role r WHERE r.person_id = p.id) AS roles,
        array(SELECT o.name FROM identity.operator_right o WHERE o.person_id = p.id) AS rights
      FROM identity.person p
      WHERE starts_with(p.email_key, :beginning) OR starts_with(lower(p.name), :beginning)
      ORDER BY p.email_key LIMIT :limit OFFSET :offset
      """;

  private static final String REVOKE =
      """
      DELETE FROM identity.role WHERE person_id = :id AND role = :role
      """;

  private static final String LOCK =
      """
      SELECT id FROM identity.person WHERE id = :id FOR UPDATE
      """;

  private static final String VERIFY =
      """
      UPDATE identity.person SET email_verified_at = coalesce(email_verified_at, :now)
      WHERE id = :id AND email_key = :emailKey
      """;

  private static final String MOVE =
      """
      UPDATE identity.person p SET email = :email, email_key = :emailKey, email_verified_at = :now
      WHERE id = :id AND NOT EXISTS (SELECT 1 FROM identity.person o WHERE o.email_key = :emailKey)
      """;

  private static final String EMPOWER =
      """
      INSERT INTO identity.operator_right (person_id, name, granted_by, granted_at)
      VALUES (:id, :right, :by, :at) ON CONFLICT DO NOTHING
      """;

  private final JdbcClient jdbc;

  People(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Returns false when the address is taken.
  boolean insert(PersonId id, SignUp form, String passwordHash, Instant now) {
    return jdbc.sql(INSERT)
            .param("id", id.value())
            .param("name", form.name().strip())
            .param("email", form.email().strip())
            .param("emailKey", key(form.email()))
            .param("passwordHash", passwordHash)
            .param("language", form.language().toLanguageTag())
            .param("zone", form.zone().getId())
            .param("createdAt", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .update()
        == 1;
  }

  Optional<Person> find(PersonId id) {
    return jdbc.sql(BY_ID)
        .param("id", id.value())
        .query(People::read)
        .optional()
        .map(Credentials::person);
  }

  List<Person> find(Collection<PersonId> ids) {
    return jdbc
        .sql(BY_IDS)
        .param("ids", ids.stream().map(PersonId::value).toArray(UUID[]::new))
        .query(People::read)
        .list()
        .stream()
        .map(Credentials::person)
        .toList();
  }

  Optional<Credentials> findByEmail(String email) {
    return jdbc.sql(BY_EMAIL).param("emailKey", key(email)).query(People::read).optional();
  }

  void grant(PersonId id, Role role, Instant now) {
    jdbc.sql(GRANT)
        .param("id", id.value())
        .param("role", role.name())
        .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
  }

  List<Person> search(String beginning, int limit, int offset) {
    return jdbc
        .sql(SEARCH)
        .param("beginning", key(beginning))
        .param("limit", limit)
        .param("offset", offset)
        .query(People::read)
        .list()
        .stream()
        .map(Credentials::person)
        .toList();
  }

  void revoke(PersonId id, Role role) {
    jdbc.sql(REVOKE).param("id", id.value()).param("role", role.name()).update();
  }

  /// Holds the person's row to the end of the transaction.
  void lock(PersonId id) {
    jdbc.sql(LOCK).param("id", id.value()).query(UUID.class).single();
  }

  /// Notes that the address was proved; false when it is no longer this person's.
  boolean verify(PersonId id, String emailKey, Instant now) {
    return jdbc.sql(VERIFY)
            .param("id", id.value())
            .param("emailKey", emailKey)
            .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .update()
        == 1;
  }

  /// Gives the person another address, proved; false when somebody has it.
  boolean move(PersonId id, String email, Instant now) {
    return jdbc.sql(MOVE)
            .param("id", id.value())
            .param("email", email)
            .param("emailKey", key(email))
            .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .update()
        == 1;
  }

  void empower(PersonId id, Right right, @Nullable PersonId by, Instant now) {
    jdbc.sql(EMPOWER)
        .param("id", id.value())
        .param("right", right.name())
        .param("by", by == null ? null : by.value())
        .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
  }

  boolean anyoneWith(Role role) {
    return jdbc.sql(ANYONE_WITH).param("role", role.name()).query(Boolean.class).single();
  }

  void rehash(PersonId id, String passwordHash) {
    jdbc.sql(REHASH).param("id", id.value()).param("passwordHash", passwordHash).update();
  }

  void speak(PersonId id, Locale language) {
    jdbc.sql(SPEAK).param("id", id.value()).param("language", language.toLanguageTag()).update();
  }

  /// Addresses that differ in case or surrounding space are one.
  static String key(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private static Credentials read(ResultSet row, int number) throws SQLException {
    var roles = (String[]) row.getArray("roles").getArray();
    var rights = (String[]) row.getArray("rights").getArray();
    var person =
        new Person(
            new PersonId(row.getObject("id", UUID.class)),
            row.getString("name"),
            row.getString("email"),
            row.getObject("email_verified_at") != null,
            Locale.forLanguageTag(row.getString("language")),
            ZoneId.of(row.getString("zone")),
            Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toUnmodifiableSet()),
            Arrays.stream(rights).map(Right::valueOf).collect(Collectors.toUnmodifiableSet()));
    return new Credentials(person, row.getString("password_hash"));
  }
}
