package changke.messaging;

import changke.shared.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Everything personal that messages keep, in every table of this module. What somebody was
/// suppressed for stays, as a hash: it protects the next owner of the address too.
@Repository
class Forgetting {

  private static final String PERSON =
      """
      WITH messages AS (DELETE FROM messaging.message WHERE person_id = :person),
        consents AS (DELETE FROM messaging.consent WHERE person_id = :person),
        said AS (DELETE FROM messaging.consent_said WHERE person_id = :person),
        calm AS (DELETE FROM messaging.calm WHERE person_id = :person),
        browsers AS (DELETE FROM messaging.push_subscription WHERE person_id = :person)
      DELETE FROM messaging.phone WHERE person_id = :person
      """;

  private final JdbcClient jdbc;

  Forgetting(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void person(PersonId person) {
    jdbc.sql(PERSON).param("person", person.value()).update();
  }
}
