package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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

  private final JdbcClient jdbc;

  AuditRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(
      UUID id, Instant at, @Nullable PersonId person, String what, String about, String address) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .param("person", person == null ? null : person.value())
        .param("what", what)
        .param("about", about)
        .param("address", address)
        .update();
  }
}
