package changke.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Holds {

  private static final String FIND =
      """
      SELECT id, account, amount, state FROM ledger.hold WHERE id = :id
      """;

  private static final String MAKE =
      """
      INSERT INTO ledger.hold (id, account, amount, state, at)
      VALUES (:id, :account, :amount, 'held', :at)
      """;

  private static final String END =
      """
      UPDATE ledger.hold SET state = :state, ended = :at WHERE id = :id AND state = 'held'
      """;

  /// A hold as it stands.
  record Hold(UUID id, UUID account, long amount, String state) {
    boolean open() {
      return state.equals("held");
    }
  }

  private final JdbcClient jdbc;

  Holds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Hold> find(UUID id) {
    return jdbc.sql(FIND)
        .param("id", id)
        .query((row, n) ->
            new Hold(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                row.getLong("amount"),
                row.getString("state")))
        .optional();
  }

  void make(UUID id, UUID account, long amount, Instant at) {
    jdbc.sql(MAKE)
        .param("id", id)
        .param("account", account)
        .param("amount", amount)
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .update();
  }

  boolean end(UUID id, String state, Instant at) {
    return jdbc.sql(END)
            .param("id", id)
            .param("state", state)
            .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
            .update()
        == 1;
  }
}
