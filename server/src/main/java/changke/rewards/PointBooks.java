package changke.rewards;

import changke.ledger.Account;
import changke.ledger.Posting;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The accounts of points and what is posted between them.
final class PointBooks {

  static final String UNIT = "POINTS";
  static final String PLATFORM = Account.PLATFORM;

  /// Where points come from that the platform gives.
  static final Account ISSUED = Account.open("points-issued", PLATFORM, UNIT);

  /// Where points go that were spent.
  static final Account REDEEMED = Account.open("points-redeemed", PLATFORM, UNIT);

  /// Where points go that nobody used in time.
  static final Account BREAKAGE = Account.open("points-breakage", PLATFORM, UNIT);

  private PointBooks() {}

  static Account balance(PersonId person) {
    return Account.floored("points", person.toString(), UNIT);
  }

  static Account pending(PersonId person) {
    return Account.floored("points-pending", person.toString(), UNIT);
  }

  /// What a person owes after points were clawed back that were spent already; a debit.
  static Account debt(PersonId person) {
    return Account.open("points-debt", person.toString(), UNIT);
  }

  /// What a merchant may give away; it cannot be overdrawn.
  static Account budget(MerchantId merchant) {
    return Account.floored("points-budget", merchant.toString(), UNIT);
  }

  static Account source(String funder) {
    return funder.equals(PLATFORM) ? ISSUED : budget(MerchantId.of(funder));
  }

  static String funder(@Nullable MerchantId merchant) {
    return merchant == null ? PLATFORM : merchant.toString();
  }

  /// A posting of those lines that are not zero.
  static Posting posting(
      String request, String kind, String subject, Posting.@Nullable Line... lines) {
    var kept = new ArrayList<Posting.Line>();
    for (var line : lines) {
      if (line != null) {
        kept.add(line);
      }
    }
    return new Posting(request, kind, subject, List.copyOf(kept));
  }

  static Posting.@Nullable Line line(Account account, long amount) {
    return amount == 0 ? null : new Posting.Line(account, amount);
  }
}
