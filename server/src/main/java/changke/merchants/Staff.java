package changke.merchants;

import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Staff {

  private static final String PUT =
      """
      INSERT INTO merchants.staff (merchant_id, person_id, role, since)
      VALUES (:merchant, :person, :role, :since)
      ON CONFLICT (merchant_id, person_id) DO UPDATE SET role = excluded.role
      """;
  private static final String REMOVE =
      "DELETE FROM merchants.staff WHERE merchant_id = :merchant AND person_id = :person";
  private static final String OF =
      """
      SELECT merchant_id, person_id, role, since FROM merchants.staff
      WHERE person_id = :person ORDER BY since, merchant_id
      """;
  private static final String AT =
      """
      SELECT merchant_id, person_id, role, since FROM merchants.staff
      WHERE merchant_id = :merchant ORDER BY since, person_id
      """;
  private static final String ROLE =
      """
      SELECT merchant_id, person_id, role, since FROM merchants.staff
      WHERE merchant_id = :merchant AND person_id = :person
      """;
  private static final String LOCK =
      "SELECT merchant_id FROM merchants.shop WHERE merchant_id = :merchant FOR UPDATE";

  private final JdbcClient jdbc;

  Staff(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Two owners who leave at once would both think that the other stays.
  void lock(MerchantId merchant) {
    jdbc.sql(LOCK).param("merchant", merchant.value()).query(UUID.class).single();
  }

  void put(MerchantId merchant, PersonId person, Clerk.Role role, Instant since) {
    jdbc.sql(PUT)
        .param("merchant", merchant.value())
        .param("person", person.value())
        .param("role", role.name().toLowerCase(Locale.ROOT))
        .param("since", since.atOffset(ZoneOffset.UTC))
        .update();
  }

  void remove(MerchantId merchant, PersonId person) {
    jdbc.sql(REMOVE).param("merchant", merchant.value()).param("person", person.value()).update();
  }

  List<Clerk> of(PersonId person) {
    return jdbc.sql(OF).param("person", person.value()).query(Staff::read).list();
  }

  List<Clerk> at(MerchantId merchant) {
    return jdbc.sql(AT).param("merchant", merchant.value()).query(Staff::read).list();
  }

  Optional<Clerk> role(MerchantId merchant, PersonId person) {
    return jdbc.sql(ROLE)
        .param("merchant", merchant.value())
        .param("person", person.value())
        .query(Staff::read)
        .optional();
  }

  private static Clerk read(ResultSet row, int number) throws SQLException {
    return new Clerk(
        new MerchantId(row.getObject("merchant_id", UUID.class)),
        new PersonId(row.getObject("person_id", UUID.class)),
        Clerk.Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        row.getTimestamp("since").toInstant());
  }
}
