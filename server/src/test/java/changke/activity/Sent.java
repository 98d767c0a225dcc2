package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What one source of a test sends, and the identities that came of it.
record Sent(Intake intake, JdbcClient jdbc, Sources.Opened source) {

  static Sent by(Intake intake, JdbcClient jdbc, Sources sources) {
    return new Sent(intake, jdbc, sources.open("tester", Source.Kind.SERVER, false, false));
  }

  void send(String type, String members) {
    var delivery =
        new Delivery(
            ("{" + members + "}").getBytes(StandardCharsets.UTF_8),
            type,
            List.of(source.key()),
            Optional.empty(),
            Optional.empty(),
            false);
    assertThat(intake.take(delivery)).isInstanceOf(Receipt.Taken.class);
  }

  /// A look of a known user, whose identity it returns.
  UUID user(String id, String more) {
    send("track", "\"event\":\"Looked\",\"userId\":\"" + id + "\"" + more);
    return last("person");
  }

  /// A look of an unknown browser, whose identity it returns.
  UUID browser(String id, String more) {
    send("track", "\"event\":\"Looked\",\"anonymousId\":\"" + id + "\"" + more);
    return last("visitor");
  }

  private UUID last(String column) {
    return jdbc.sql(
            "SELECT %s FROM activity.event WHERE source = ? ORDER BY position DESC LIMIT 1"
                .formatted(column))
        .param(source.source().id())
        .query(UUID.class)
        .single();
  }

  long rows(UUID identity) {
    return jdbc.sql("SELECT count(*) FROM activity.event WHERE person = :id OR visitor = :id")
        .param("id", identity)
        .query(Long.class)
        .single();
  }
}
