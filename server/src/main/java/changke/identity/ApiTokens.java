package changke.identity;

import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Tokens for programs of merchants. Who may make one for which merchant is for the caller to know.
@Component
public class ApiTokens {

  /// How a token's text begins, so that scanners for leaked secrets can know it.
  public static final String PREFIX = "ck_";

  public static final int LONGEST_NAME = 60;
  public static final Duration LONGEST = Duration.ofDays(366);

  private static final int MOST_OF_A_MERCHANT = 20;
  private static final int HINT = 9;
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  private final ApiTokenRows rows;
  private final ObjectProvider<Employment> employment;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  ApiTokens(
      ApiTokenRows rows, ObjectProvider<Employment> employment, Audit audit, Ids ids, Clock clock) {
    this.rows = rows;
    this.employment = employment;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /// How making a token went.
  public sealed interface Issue {}

  /// The text is shown now and never again.
  public record Issued(ApiToken token, String text) implements Issue {
    @Override
    public String toString() {
      return "Issued[" + token.id() + "]";
    }
  }

  /// A name of 1 to 60 letters, at least one scope, and a life of one day to a year are needed.
  public record Unfit() implements Issue {}

  /// The merchant has as many living tokens as we allow: 20.
  public record TooMany() implements Issue {}

  @Transactional
  public Issue issue(
      PersonId person, MerchantId merchant, String name, Set<Scope> scopes, Duration lasts) {
    var called = name.strip();
    if (called.isEmpty()
        || called.length() > LONGEST_NAME
        || scopes.isEmpty()
        || lasts.compareTo(Duration.ofDays(1)) < 0
        || lasts.compareTo(LONGEST) > 0) {
      return new Unfit();
    }
    var now = clock.instant();
    if (rows.countLiving(merchant, now) >= MOST_OF_A_MERCHANT) {
      return new TooMany();
    }
    var text = PREFIX + Secrets.text();
    var token =
        new ApiToken(
            ids.next(),
            person,
            merchant,
            called,
            text.substring(0, HINT),
            Set.copyOf(scopes),
            now,
            now.plus(lasts),
            null,
            null);
    rows.insert(token, Secrets.hash(text));
    audit.note(person, "token.issued", "token " + token.id() + " merchant " + merchant);
    return new Issued(token, text);
  }

  /// All tokens of a merchant, the newest first.
  public Slice<ApiToken> of(MerchantId merchant, int page) {
    return rows.of(merchant, page);
  }

  /// Ends a token at once; false when this merchant has none like it that still works.
  @Transactional
  public boolean revoke(MerchantId merchant, UUID token, PersonId by) {
    var revoked = rows.revoke(merchant, token, by, clock.instant());
    if (revoked) {
      audit.note(by, "token.revoked", "token " + token + " merchant " + merchant);
    }
    return revoked;
  }

  /// The token of an `Authorization` header; empty for one that is unknown, expired or revoked, or
  /// whose person no longer works there.
  Optional<ApiToken> bearer(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.empty();
    }
    var text = header.substring(7).strip();
    if (!text.startsWith(PREFIX) || text.length() > 100) {
      return Optional.empty();
    }
    var now = clock.instant();
    var found =
        rows.byHash(Secrets.hash(text))
            .filter(token -> token.works(now))
            .filter(this::isStillEmployed);
    found
        .filter(
            token -> token.usedAt() == null || token.usedAt().plus(USE_NOTED_EVERY).isBefore(now))
        .ifPresent(token -> rows.used(token.id(), now));
    return found;
  }

  private boolean isStillEmployed(ApiToken token) {
    return employment
        .orderedStream()
        .anyMatch(merchants -> merchants.worksFor(token.person(), token.merchant()));
  }
}
