package changke.identity;

import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;

/// Notes when a browser's session was last used to within five minutes. Noting it at every request
/// would make every look at a page a write that waits for the disk.
@Component
class SessionStore implements SessionRepositoryCustomizer<JdbcIndexedSessionRepository> {

  /// The parameters come in the order of Spring Session's own statement.
  private static final String UPDATE =
      """
      UPDATE %TABLE_NAME% s
      SET session_id = n.session_id, last_access_time = n.last_access_time,
          max_inactive_interval = n.max_inactive_interval, expiry_time = n.expiry_time,
          principal_name = n.principal_name
      FROM (SELECT ?::bpchar AS session_id, ?::bigint AS last_access_time,
                   ?::int AS max_inactive_interval, ?::bigint AS expiry_time,
                   ?::varchar AS principal_name, ?::bpchar AS primary_id) n
      WHERE s.primary_id = n.primary_id
        AND (s.session_id <> n.session_id
             OR s.max_inactive_interval <> n.max_inactive_interval
             OR s.principal_name IS DISTINCT FROM n.principal_name
             OR abs(n.last_access_time - s.last_access_time) >= 300000)
      """;

  @Override
  public void customize(JdbcIndexedSessionRepository sessions) {
    sessions.setUpdateSessionQuery(UPDATE);
  }
}
