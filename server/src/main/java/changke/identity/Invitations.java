package changke.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// One-time links that grant a role; only the hash of a token is kept.
@Repository
class Invitations {

  private static final String INSERT =
      """
      INSERT INTO identity.invitation (token_hash, role, expires_at) VALUES (:hash, :role, :expires)
      """;

  private static final String USE =
      """
      UPDATE identity.invitation SET used_at = :now
      WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now
      RETURNING role
      """;

  private static final Duration VALID = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  Invitations(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  String issue(Role role) {
    var token = Secrets.text();
    jdbc.sql(INSERT)
        .param("hash", Secrets.hash(token))
        .param("role", role.name())
        .param("expires", now().plus(VALID))
        .update();
    return token;
  }

  Optional<Role> use(String token) {
    return jdbc.sql(USE)
        .param("hash", Secrets.hash(token))
        .param("now", now())
        .query(String.class)
        .optional()
        .map(Role::valueOf);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
