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

  /// What was paid a second time and belongs to nobody here.
  static Account surplus(String currency) {
    return Account.open("surplus", Account.PLATFORM, currency);
  }

  /// What left by a person's hand, from the platform's own bank account.
  static Account bank(String currency) {
    return Account.open("bank", Account.PLATFORM, currency);
  }

  static Posting paidAgain(Charge charge, String tradeNo) {
    var currency = charge.amount().currency().getCurrencyCode();
    return Posting.move(
        "surplus " + Signatures.number(charge.channel() + " " + tradeNo),
        "surplus",
        charge.subject().toString(),
        clearing(charge.channel(), currency),
        surplus(currency),
        charge.amount().minor());
  }

  static Posting surplusCredited(Surplus surplus, PersonId payer) {
    var currency = surplus.amount().currency().getCurrencyCode();
    return Posting.move(
        "surplus-credited " + surplus.id(),
        "surplus-credited",
        surplus.charge().toString(),
        surplus(currency),
        wallet(payer, currency),
        surplus.amount().minor());
  }

  /// What leaves a balance, from a channel's provider or, without one, by hand.
  static Posting withdrawn(Withdrawal withdrawal) {
    var currency = withdrawal.amount().currency().getCurrencyCode();
    var channel = withdrawal.channel();
    return Posting.move(
        "withdrawal " + withdrawal.id(),
        "withdrawal",
        withdrawal.id().toString(),
        wallet(withdrawal.person(), currency),
        channel == null ? bank(currency) : clearing(channel, currency),
        withdrawal.amount().minor());
  }

  /// What operators put right goes against an account of its own, so that its sum is in every
  /// proof.
  static Posting corrected(Correction correction) {
    var currency = correction.amount().currency().getCurrencyCode();
    return Posting.move(
        "correction " + correction.id(),
        "correction",
        correction.id().toString(),
        Account.open("correction", Account.PLATFORM, currency),
        wallet(correction.person(), currency),
        correction.amount().minor());
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
        refund.surplus() == null ? deposit(currency) : surplus(currency),
        fromWallet && payer != null
            ? wallet(payer, currency)
            : clearing(charge.channel(), currency),
        refund.amountMinor());
  }
}
