package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

@HouseTest
class SessionStoreTest {

  @Autowired SessionRepository<? extends Session> sessions;
  @Autowired JdbcClient jdbc;

  @Test
  void a_look_at_a_page_writes_nothing_and_one_five_minutes_later_does() {
    var begun = Instant.ofEpochMilli(System.currentTimeMillis());
    var id = used(sessions, null, begun);
    var row = row(id);
    used(sessions, id, begun.plus(Duration.ofMinutes(4)));
    assertThat(row(id)).isEqualTo(row);
    used(sessions, id, begun.plus(Duration.ofMinutes(6)));
    assertThat(row(id)).isNotEqualTo(row);
    assertThat(lastUsed(id)).isEqualTo(begun.plus(Duration.ofMinutes(6)));
  }

  @Test
  void a_new_id_is_written_at_once() {
    var now = Instant.ofEpochMilli(System.currentTimeMillis());
    var before = used(sessions, null, now);
    var after = renamed(sessions, before);
    assertThat(sessions.findById(before)).isNull();
    assertThat(sessions.findById(after)).isNotNull();
  }

  private static <S extends Session> String used(
      SessionRepository<S> sessions, @Nullable String id, Instant at) {
    var session =
        id == null ? sessions.createSession() : Objects.requireNonNull(sessions.findById(id));
    session.setLastAccessedTime(at);
    sessions.save(session);
    return session.getId();
  }

  private static <S extends Session> String renamed(SessionRepository<S> sessions, String id) {
    var session = Objects.requireNonNull(sessions.findById(id));
    session.changeSessionId();
    sessions.save(session);
    return session.getId();
  }

  /// Changes with every write.
  private String row(String id) {
    return jdbc.sql("SELECT xmin::text FROM platform.spring_session WHERE session_id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  private Instant lastUsed(String id) {
    return Instant.ofEpochMilli(
        jdbc.sql("SELECT last_access_time FROM platform.spring_session WHERE session_id = :id")
            .param("id", id)
            .query(Long.class)
            .single());
  }
}
