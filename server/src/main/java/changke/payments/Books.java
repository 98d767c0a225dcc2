package changke.payments;

import changke.ledger.Account;
import changke.ledger.Posting;
import changke.shared.PersonId;

/// The accounts that money passes through, and what is posted when it does. Credit is what an
/// account holds for its owner, so what a provider keeps for us is a debit on its clearing account.
public final class Books {

  public static final String TOP_UP = "top-up";

  private Books() {}

  /// What a channel's provider keeps for us, as a debit.
  static Account clearing(ChannelId channel, String currency) {
    return Account.open("clearing", channel.toString(), currency);
  }

  /// What was paid for something that is neither delivered nor given back.
  public static Account deposit(String currency) {
    return Account.open("deposit", Account.PLATFORM, currency);
  }

  /// A member's balance; it cannot be overdrawn.
  public static Account wallet(PersonId person, String currency) {
    return Account.floored("wallet", person.toString(), currency);
  }

  static Posting paid(Charge charge) {
    var currency = charge.amount().currency().getCurrencyCode();
    return Posting.move(
        "charge-paid " + charge.id(),
        "charge-paid",
        charge.subject().toString(),
        clearing(charge.channel(), currency),
        charge.purpose().equals(TOP_UP) && charge.payer() != null
            ? wallet(charge.payer(), currency)
            : deposit(currency),
        charge.amount().minor());
  }

  static Posting paidFromWallet(Charge charge, PersonId payer) {
    var currency = charge.amount().currency().getCurrencyCode();
    return Posting.move(
        "charge-paid " + charge.id(),
        "charge-paid",
        charge.subject().toString(),
        wallet(payer, currency),
        deposit(currency),
        charge.amount().minor());
  }

  static Posting refunded(Charge charge, Refunds.Refund refund, boolean fromWallet) {
    var currency = charge.amount().currency().getCurrencyCode();
    var payer = charge.payer();
    return Posting.move(
        "refund " + refund.request(),
        "refund",
        charge.subject().toString(),
        deposit(currency),
        fromWallet && payer != null
            ? wallet(payer, currency)
            : clearing(charge.channel(), currency),
        refund.amountMinor());
  }
}
