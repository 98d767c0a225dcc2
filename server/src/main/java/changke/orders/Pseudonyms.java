package changke.orders;

import changke.identity.PersonLeft;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Orders stay when somebody leaves, because the law says so; the address in them does not.
@Repository
class Pseudonyms {

  private static final String RENAME =
      """
      UPDATE orders.purchase SET email = :pseudonym WHERE person = :person
      """;

  private final JdbcClient jdbc;

  Pseudonyms(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @EventListener
  void left(PersonLeft fact) {
    jdbc.sql(RENAME)
        .param("pseudonym", fact.pseudonym())
        .param("person", fact.person().value())
        .update();
  }
}
