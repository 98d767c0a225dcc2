package changke.identity;

import changke.shared.MerchantId;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of API tokens.
@Repository
class ApiTokenRows {

  private static final String INSERT =
      """
      INSERT INTO identity.api_token
        (id, token_hash, hint, person_id, merchant_id, name, scopes, created_at, expires_at)
      VALUES (:id, :hash, :hint, :person, :merchant, :name, :scopes, :created, :expires)
      """;

  private static final String BY_HASH =
      """
      SELECT * FROM identity.api_token WHERE token_hash = :hash
      """;

  private static final String OF =
      """
      SELECT * FROM identity.api_token WHERE merchant_id = :merchant
      ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :offset
      """;

  private static final String LIVING =
      """
      SELECT count(*) FROM identity.api_token
      WHERE merchant_id = :merchant AND revoked_at IS NULL AND expires_at > :now
      """;

  private static final String USED =
      """
      UPDATE identity.api_token SET used_at = :now WHERE id = :id
      """;

  private static final String REVOKE =
      """
      UPDATE identity.api_token SET revoked_at = :now, revoked_by = :by
      WHERE id = :id AND merchant_id = :merchant AND revoked_at IS NULL AND expires_at > :now
      """;

  private static final String REVOKE_ALL =
      """
      UPDATE identity.api_token SET revoked_at = :now, revoked_by = :person
      WHERE person_id = :person AND revoked_at IS NULL AND expires_at > :now
      """;

  private final JdbcClient jdbc;

  ApiTokenRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Ends all tokens that somebody made, for whichever merchant; says how many there were.
  int revokeAll(PersonId person, Instant now) {
    return jdbc.sql(REVOKE_ALL).param("person", person.value()).param("now", utc(now)).update();
  }

  void insert(ApiToken token, byte[] hash) {
    jdbc.sql(INSERT)
        .param("id", token.id())
        .param("hash", hash)
        .param("hint", token.hint())
        .param("person", token.person().value())
        .param("merchant", token.merchant().value())
        .param("name", token.name())
        .param("scopes", token.scopes().stream().map(Scope::name).toArray(String[]::new))
        .param("created", utc(token.createdAt()))
        .param("expires", utc(token.expiresAt()))
        .update();
  }

  Optional<ApiToken> byHash(byte[] hash) {
    return jdbc.sql(BY_HASH).param("hash", hash).query(ApiTokenRows::read).optional();
  }

  Slice<ApiToken> of(MerchantId merchant, int page) {
    var size = Slice.DEFAULT_SIZE;
    var rows =
        jdbc.sql(OF)
            .param("merchant", merchant.value())
            .param("limit", size + 1)
            .param("offset", page * size)
            .query(ApiTokenRows::read)
            .list();
    return Slice.cut(rows, page, size);
  }

  long countLiving(MerchantId merchant, Instant now) {
    return jdbc.sql(LIVING)
        .param("merchant", merchant.value())
        .param("now", utc(now))
        .query(Long.class)
        .single();
  }

  void used(UUID id, Instant now) {
    jdbc.sql(USED).param("id", id).param("now", utc(now)).update();
  }

  boolean revoke(MerchantId merchant, UUID id, PersonId by, Instant now) {
    return jdbc.sql(REVOKE)
            .param("id", id)
            .param("merchant", merchant.value())
            .param("by", by.value())
            .param("now", utc(now))
            .update()
        == 1;
  }

  private static ApiToken read(ResultSet row, int number) throws SQLException {
    var scopes = (String[]) row.getArray("scopes").getArray();
    return new ApiToken(
        row.getObject("id", UUID.class),
        new PersonId(row.getObject("person_id", UUID.class)),
        new MerchantId(row.getObject("merchant_id", UUID.class)),
        row.getString("name"),
        row.getString("hint"),
        Arrays.stream(scopes).map(Scope::valueOf).collect(Collectors.toUnmodifiableSet()),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        instant(row, "used_at"),
        instant(row, "revoked_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
