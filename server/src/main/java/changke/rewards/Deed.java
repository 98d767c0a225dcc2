package changke.rewards;

import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that a person did and that rules may reward. `fact` names it once and for all; told
/// twice, it earns once. `kind` is what rules are written for: `purchase`, `review`, `share`,
/// `check-in`. `subject` is what the wallet shows it is about. An amount of money, in minor units,
/// counts for rules with a rate; `merchant` is whose customer the person was. Until `openUntil`
/// what was done can be undone, a purchase given back; points wait at least so long.
public record Deed(
    String kind,
    PersonId person,
    String fact,
    String subject,
    long amountMinor,
    @Nullable MerchantId merchant,
    Instant at,
    @Nullable Instant openUntil) {

  public Deed(
      String kind,
      PersonId person,
      String fact,
      String subject,
      long amountMinor,
      @Nullable MerchantId merchant,
      Instant at) {
    this(kind, person, fact, subject, amountMinor, merchant, at, null);
  }

  public static Deed of(String kind, PersonId person, String fact, String subject, Instant at) {
    return new Deed(kind, person, fact, subject, 0, null, at);
  }
}
