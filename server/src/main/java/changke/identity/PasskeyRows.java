package changke.identity;

import changke.shared.Ids;
import changke.shared.PersonId;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;

/// The table of passkeys, as Spring Security's WebAuthn asks for it.
@Repository
class PasskeyRows implements UserCredentialRepository {

  private static final String BY_CREDENTIAL =
      """
      SELECT * FROM identity.passkey WHERE credential_id = :credential
      """;

  private static final String OF =
      """
      SELECT * FROM identity.passkey WHERE person_id = :person ORDER BY created_at LIMIT 50
      """;

  private static final String INSERT =
      """
      INSERT INTO identity.passkey
        (id, credential_id, person_id, label, public_key, signature_count, verified, backup_eligible,
         backed_up, transports, attestation, attestation_client, created_at)
      VALUES (:id, :credential, :person, :label, :key, :count, :verified, :eligible,
         :backedUp, :transports, :attestation, :client, :now)
      """;

  private static final String USED =
      """
      UPDATE identity.passkey
      SET signature_count = :count, verified = verified OR :verified, backed_up = :backedUp, used_at = :now
      WHERE credential_id = :credential
        AND (signature_count < :count OR (signature_count = 0 AND :count = 0))
      """;

  private static final String DELETE =
      """
      DELETE FROM identity.passkey WHERE credential_id = :credential
      """;

  private static final String REMOVE =
      """
      DELETE FROM identity.passkey WHERE id = :id AND person_id = :person
      """;

  private final JdbcClient jdbc;
  private final Ids ids;
  private final Clock clock;

  PasskeyRows(JdbcClient jdbc, Ids ids, Clock clock) {
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
  }

  /// A device knows a person by these sixteen bytes.
  static Bytes handle(PersonId person) {
    var id = person.value();
    return new Bytes(
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
  }

  static PersonId person(Bytes handle) {
    var buffer = ByteBuffer.wrap(handle.getBytes());
    if (buffer.remaining() != 16) {
      throw new IllegalArgumentException("not a handle of ours");
    }
    return new PersonId(new UUID(buffer.getLong(), buffer.getLong()));
  }

  List<Passkey> of(PersonId person) {
    return jdbc.sql(OF).param("person", person.value()).query(PasskeyRows::passkey).list();
  }

  boolean remove(PersonId person, UUID passkey) {
    return jdbc.sql(REMOVE).param("id", passkey).param("person", person.value()).update() == 1;
  }

  @Override
  public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
    return jdbc.sql(BY_CREDENTIAL)
        .param("credential", credential.getBytes())
        .query(PasskeyRows::credential)
        .optional()
        .orElse(null);
  }

  @Override
  public List<CredentialRecord> findByUserId(Bytes handle) {
    return jdbc.sql(OF)
        .param("person", person(handle).value())
        .query(PasskeyRows::credential)
        .list();
  }

  /// Keeps a new passkey, or the use of one. A counter that does not grow means that the key was
  /// copied (WebAuthn level 3, section 6.1.1): that use is refused.
  @Override
  public void save(CredentialRecord record) {
    if (findByCredentialId(record.getCredentialId()) == null) {
      insert(record);
    } else if (!use(record)) {
      throw new IllegalStateException("the passkey's counter did not grow");
    }
  }

  @Override
  public void delete(Bytes credential) {
    jdbc.sql(DELETE).param("credential", credential.getBytes()).update();
  }

  private void insert(CredentialRecord record) {
    jdbc.sql(INSERT)
        .param("id", ids.next())
        .param("credential", record.getCredentialId().getBytes())
        .param("person", person(record.getUserEntityUserId()).value())
        .param("label", record.getLabel())
        .param("key", record.getPublicKey().getBytes())
        .param("count", record.getSignatureCount())
        .param("verified", record.isUvInitialized())
        .param("eligible", record.isBackupEligible())
        .param("backedUp", record.isBackupState())
        .param(
            "transports",
            record.getTransports().stream()
                .map(AuthenticatorTransport::getValue)
                .toArray(String[]::new))
        .param("attestation", bytes(record.getAttestationObject()))
        .param("client", bytes(record.getAttestationClientDataJSON()))
        .param("now", now())
        .update();
  }

  private boolean use(CredentialRecord record) {
    return jdbc.sql(USED)
            .param("credential", record.getCredentialId().getBytes())
            .param("count", record.getSignatureCount())
            .param("verified", record.isUvInitialized())
            .param("backedUp", record.isBackupState())
            .param("now", now())
            .update()
        == 1;
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static byte[] bytes(@Nullable Bytes bytes) {
    return bytes == null ? new byte[0] : bytes.getBytes();
  }

  private static Passkey passkey(ResultSet row, int number) throws SQLException {
    return new Passkey(
        row.getObject("id", UUID.class),
        row.getString("label"),
        instant(row, "created_at"),
        row.getObject("used_at") == null ? null : instant(row, "used_at"));
  }

  private static CredentialRecord credential(ResultSet row, int number) throws SQLException {
    var transports = (String[]) row.getArray("transports").getArray();
    return ImmutableCredentialRecord.builder()
        .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
        .credentialId(new Bytes(row.getBytes("credential_id")))
        .userEntityUserId(handle(new PersonId(row.getObject("person_id", UUID.class))))
        .label(row.getString("label"))
        .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
        .signatureCount(row.getLong("signature_count"))
        .uvInitialized(row.getBoolean("verified"))
        .backupEligible(row.getBoolean("backup_eligible"))
        .backupState(row.getBoolean("backed_up"))
        .transports(
            Arrays.stream(transports)
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toUnmodifiableSet()))
        .attestationObject(new Bytes(row.getBytes("attestation")))
        .attestationClientDataJSON(new Bytes(row.getBytes("attestation_client")))
        .created(instant(row, "created_at"))
        .lastUsed(instant(row, row.getObject("used_at") == null ? "created_at" : "used_at"))
        .build();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
