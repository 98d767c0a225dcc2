package changke.insights;

import changke.engine.cohort.Retention;
import changke.engine.cohort.RetentionTable;
import changke.engine.days.Period;

/// Every report on one history; each is a pure function of it.
public record Reports(ShopHistory history) {

  public RetentionTable retention(RetentionChoice choice) {
    return Retention.table(history.events(), choice.query(history));
  }

  /// People by the month of their first order, and the net money they brought in each month since.
  public RetentionTable revenueByCohort() {
    return Retention.revenue(
        history.events(),
        ShopHistory.ORDERED,
        Period.MONTH,
        history.firstDate(),
        history.lastDate(),
        history.asOf());
  }

  public RevenueReport revenue() {
    return RevenueReport.of(history);
  }

  public RfmReport rfm() {
    return RfmReport.of(history);
  }

  public RepeatReport repeat() {
    return RepeatReport.of(history);
  }

  public Summary summary() {
    return Summary.of(history);
  }

  public RetentionView retentionView(RetentionChoice choice, Voice voice) {
    return RetentionView.of(retention(choice), choice, voice);
  }

  public RfmView rfmView(Voice voice) {
    return CustomerViews.rfm(rfm(), history, voice);
  }

  public RepeatView repeatView(Voice voice) {
    return CustomerViews.repeat(repeat(), voice);
  }

  public RevenueView revenueView(Voice voice) {
    return RevenueView.of(this, voice);
  }

  public SummaryView summaryView(Voice voice) {
    return SummaryView.of(this, voice);
  }

  /// The currency's code, or words that say that none was named.
  public String currencyWord(Voice voice) {
    return history.currency().equals(Decimals.NO_CURRENCY)
        ? voice.say("insights.revenue.unnamed")
        : history.currency().getCurrencyCode();
  }

  /// Zone, time and people: what every report prints.
  public String frame(Voice voice) {
    return voice.say(
        "insights.frame",
        history.zone().getId(),
        voice.day(history.firstDate()),
        voice.day(history.lastDate()),
        voice.number(summary().buyers()));
  }

  /// The figures above everything else.
  ///
  /// @param buyers people with at least one order
  /// @param netMinor all money in the history, of nobody too, less refunds
  /// @param knownMinor the part that belongs to buyers
  /// @param refundedMinor what refunds took, already taken off
  public record Summary(
      long buyers, long orders, long netMinor, long knownMinor, long refundedMinor) {

    static Summary of(ShopHistory history) {
      long buyers = 0;
      long orders = 0;
      long known = 0;
      for (int p = 0; p < history.orders.length; p++) {
        buyers += history.orders[p] > 0 ? 1 : 0;
        orders += history.orders[p];
        known += history.netMinor[p];
      }
      long anonymous =
          history.anonymousMinorByDay().values().stream().mapToLong(Long::longValue).sum();
      return new Summary(
          buyers,
          orders,
          known + anonymous - history.unmatchedRefundMinor(),
          known,
          history.refundedMinor());
    }

    public long anonymousMinor(ShopHistory history) {
      return netMinor - knownMinor + history.unmatchedRefundMinor();
    }

    /// Net money of buyers over their orders, in minor units.
    public double basketMinor() {
      return orders == 0 ? 0 : (double) knownMinor / orders;
    }
  }
}
