package changke.identity;

import java.util.Locale;

/// What an operator may do beyond looking; which operator has which is data.
public enum Right {
  /// All rights, those of later versions too. At least one operator has it.
  EVERYTHING,
  /// Who is operator, and who may do what.
  RIGHTS,
  /// People's accounts: look one up, end sessions, help someone back in.
  PEOPLE,
  /// The log of dangerous acts.
  AUDIT,
  /// Review, close and reopen shops.
  MERCHANTS_REVIEW,
  /// Secrets of payment channels.
  PAYMENTS_CREDENTIALS,
  /// Giving money back, and deciding disputes.
  REFUNDS,
  /// Money that leaves: withdrawals and payouts.
  PAYOUTS,
  /// Settings of the installation.
  SETTINGS;

  /// `payments.credentials` for [#PAYMENTS_CREDENTIALS].
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
