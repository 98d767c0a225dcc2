package changke.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import changke.HouseTest;
import changke.TestBrowser;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.support.TransactionOperations;

/// More at once than the house can do: it says so, at once and without falling over.
@HouseTest
class OverloadTest {

  @Autowired TestBrowser.Maker browsers;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionOperations transaction;
  @Autowired Problems problems;
  private HikariDataSource pool;

  @Autowired
  void pool(DataSource source) throws SQLException {
    pool = source.unwrap(HikariDataSource.class);
  }

  @Test
  void who_gets_no_connection_in_time_is_asked_to_come_again() throws Exception {
    var held = new ArrayList<Connection>();
    var guest = browsers.guest();
    try {
      for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
        held.add(pool.getConnection());
      }
      var began = System.nanoTime();
      var answer = guest.get("/");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      assertThat((System.nanoTime() - began) / 1_000_000)
          .as("milliseconds")
          .isGreaterThanOrEqualTo(pool.getConnectionTimeout() - 100)
          .isLessThan(4 * pool.getConnectionTimeout());
    } finally {
      for (var connection : held) {
        connection.close();
      }
    }
    assertThat(guest.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void every_connection_gives_up_on_statements_locks_and_idle_transactions() {
    var limits =
        jdbc.sql(
                """
                SELECT name, setting::bigint AS ms FROM pg_settings
                WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')
                """)
            .query((row, n) -> Map.entry(row.getString("name"), row.getLong("ms")))
            .list();
    assertThat(limits)
        .hasSize(3)
        .allSatisfy(
            limit -> assertThat(limit.getValue()).as(limit.getKey()).isBetween(1_000L, 60_000L));
  }

  @Test
  void a_statement_that_takes_too_long_is_stopped_and_answered_with_503() throws Exception {
    var tooLong =
        catchThrowableOfType(
            QueryTimeoutException.class,
            () ->
                transaction.executeWithoutResult(status -> {
                  jdbc.sql("SET LOCAL statement_timeout = 50").update();
                  jdbc.sql("SELECT pg_sleep(5)::text").query(String.class).single();
                }));
    assertThat(tooLong).isNotNull();
    var answer = new MockHttpServletResponse();
    var request = new MockHttpServletRequest("GET", "/api/anything");
    request.addHeader("Accept", "application/json");
    problems.handle(tooLong, request, answer);
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
  }

  @Test
  void guests_and_crawlers_leave_no_session_behind() {
    var before = sessions();
    var guest = browsers.guest();
    for (var path :
        List.of("/", "/search?q=card", "/cart", "/sign-in", "/find-order", "/nowhere")) {
      assertThat(guest.get(path).headers().allValues("Set-Cookie"))
          .as(path)
          .noneMatch(cookie -> cookie.startsWith("changke="));
    }
    guest.post("/language", Map.of("language", "en"));
    guest.post("/sign-in", Map.of("email", "nobody@example.org", "password", "not the right one"));
    assertThat(sessions()).isEqualTo(before);
  }

  private long sessions() {
    return jdbc.sql("SELECT count(*) FROM platform.spring_session").query(Long.class).single();
  }
}
