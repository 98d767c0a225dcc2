package changke.merchants;

import changke.identity.Audit;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Links by which people come to work for a merchant. Whoever holds one is taken on once; only its
/// hash is kept.
@Component
public class Invitations {

  private static final Duration LASTS = Duration.ofDays(3);
  private static final int MOST_OPEN = 20;

  private static final String OPEN =
      """
      SELECT merchant_id, email, role, invited_by, expires_at FROM merchants.invitation
      WHERE merchant_id = :merchant AND expires_at > :now ORDER BY invited_at LIMIT 50
      """;

  private static final String LOOK =
      """
      SELECT merchant_id, email, role, invited_by, expires_at FROM merchants.invitation
      WHERE token_hash = :hash AND expires_at > :now
      """;

  private static final String USE =
      """
      DELETE FROM merchants.invitation WHERE token_hash = :hash AND expires_at > :now
      RETURNING merchant_id, email, role, invited_by, expires_at
      """;

  private static final String INVITE =
      """
      INSERT INTO merchants.invitation
        (token_hash, merchant_id, email, role, invited_by, invited_at, expires_at)
      VALUES (:hash, :merchant, :email, :role, :by, :now, :until)
      ON CONFLICT (merchant_id, email) DO UPDATE SET
        token_hash = excluded.token_hash, role = excluded.role, invited_by = excluded.invited_by,
        invited_at = excluded.invited_at, expires_at = excluded.expires_at
      """;

  private static final String WITHDRAW =
      "DELETE FROM merchants.invitation WHERE merchant_id = :merchant AND email = :email";

  private static final String TRIM = "DELETE FROM merchants.invitation WHERE expires_at < :now";

  private final JdbcClient jdbc;
  private final Merchants merchants;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Invitations(JdbcClient jdbc, Merchants merchants, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.merchants = merchants;
    this.audit = audit;
    this.clock = clock;
  }

  /// Asks whoever reads this mailbox; a newer link for an address takes the place of an older one.
  ///
  /// @return the secret of the link, or nothing when too many are open
  @Transactional
  public Optional<String> invite(MerchantId merchant, String email, Clerk.Role role, PersonId by) {
    jdbc.sql(TRIM).param("now", now()).update();
    var key = email.strip().toLowerCase(Locale.ROOT);
    var open = of(merchant);
    if (open.size() >= MOST_OPEN && open.stream().noneMatch(one -> one.email().equals(key))) {
      return Optional.empty();
    }
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    jdbc.sql(INVITE)
        .param("hash", hash(secret))
        .param("merchant", merchant.value())
        .param("email", key)
        .param("role", role.name().toLowerCase(Locale.ROOT))
        .param("by", by.value())
        .param("now", now())
        .param("until", now().plus(LASTS))
        .update();
    audit.note(by, "staff.invited", "merchant " + merchant + " as " + role);
    return Optional.of(secret);
  }

  /// What is not answered yet, the oldest first.
  public List<Invited> of(MerchantId merchant) {
    return jdbc.sql(OPEN)
        .param("merchant", merchant.value())
        .param("now", now())
        .query(Invitations::invited)
        .list();
  }

  /// The invitation of a link; looking does not use it up.
  public Optional<Invited> look(String secret) {
    return jdbc.sql(LOOK)
        .param("hash", hash(secret))
        .param("now", now())
        .query(Invitations::invited)
        .optional();
  }

  /// Takes the person on; an owner is never made less by it. Nothing when the link was used, taken
  /// back or is too old, or when whoever asked decides there no longer.
  @Transactional
  public Optional<Invited> accept(String secret, PersonId person) {
    var used =
        jdbc.sql(USE)
            .param("hash", hash(secret))
            .param("now", now())
            .query(Invitations::invited)
            .optional()
            .filter(one -> owns(one.by(), one.merchant()));
    used.filter(one -> !owns(person, one.merchant()))
        .ifPresent(one -> merchants.employ(one.merchant(), person, one.role()));
    used.ifPresent(one ->
        audit.note(person, "staff.joined", "merchant " + one.merchant() + " as " + one.role()));
    return used;
  }

  @Transactional
  public void withdraw(MerchantId merchant, String email) {
    jdbc.sql(WITHDRAW).param("merchant", merchant.value()).param("email", email).update();
  }

  private boolean owns(PersonId person, MerchantId merchant) {
    return merchants.staff(merchant).stream()
        .anyMatch(clerk -> clerk.person().equals(person) && clerk.role() == Clerk.Role.OWNER);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Invited invited(ResultSet row, int n) throws SQLException {
    return new Invited(
        new MerchantId(row.getObject("merchant_id", UUID.class)),
        row.getString("email"),
        Clerk.Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        new PersonId(row.getObject("invited_by", UUID.class)),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
