package changke.payments;

import changke.shared.PersonId;
import org.jspecify.annotations.Nullable;

/// What may happen to a withdrawal. Pure.
final class WithdrawalRules {

  private WithdrawalRules() {}

  /// Why an amount may not be asked for, or null when it may: `withdrawn` is what the person has
  /// asked for within a day, without what was refused or cancelled.
  static @Nullable Withdrawing refusal(long amount, long withdrawn, PaymentSettings settings) {
    if (amount < settings.withdrawalLeastMinor()) {
      return new Withdrawing.TooLittleAsked(settings.withdrawalLeastMinor());
    }
    var left = Math.max(0, settings.withdrawalMostADayMinor() - withdrawn);
    return amount > left ? new Withdrawing.TooMuchADay(left) : null;
  }

  /// What an approval leads to. Above the limit it takes two, neither of them its owner; `alone`
  /// says that nobody else could be the second, and a shop of one person must not stand still.
  static Approving approve(
      Withdrawal withdrawal, PersonId by, boolean alone, PaymentSettings settings) {
    if (!withdrawal.cancellable()) {
      return new Approving.NotOpen();
    }
    if (by.equals(withdrawal.person()) || by.equals(withdrawal.firstBy())) {
      return new Approving.NotYou();
    }
    var two = withdrawal.amount().minor() > settings.withdrawalTwoPeopleAboveMinor();
    return two && !alone && withdrawal.firstBy() == null
        ? new Approving.OneMore()
        : new Approving.Done();
  }

  /// Why an account cannot be, or null when it can.
  static @Nullable String unfit(Destination to) {
    if (!to.way().matches("[a-z-]{1,20}")) {
      return "way";
    }
    if (!to.account().matches("[\\p{L}\\p{N}@._+-][\\p{L}\\p{N}@._+ -]{3,99}")) {
      return "account";
    }
    return to.holder().isBlank()
            || to.holder().length() > 60
            || to.holder().chars().anyMatch(c -> c < ' ')
        ? "holder"
        : null;
  }
}
