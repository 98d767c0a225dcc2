package changke.engine.churn;

/// What is known of a person on the eve of a cut. The names are stored with models and reasons, and
/// are the keys of their words: a name never changes its meaning.
public enum Feature {
  /// Days since the last purchase.
  RECENCY_DAYS(Scale.SKEWED),
  /// Days with a purchase.
  ORDERS(Scale.SKEWED),
  /// Money net of refunds, minor units.
  MONEY(Scale.SKEWED),
  /// Money of a purchase day on average, minor units.
  MONEY_PER_ORDER(Scale.SKEWED),
  /// Days since the first purchase.
  TENURE_DAYS(Scale.SKEWED),
  /// Days since the first purchase for each order.
  DAYS_PER_ORDER(Scale.SKEWED),
  /// How much longer the last gap was than the usual one: logarithm of their ratio.
  GAP_TREND(Scale.PLAIN),
  /// How irregular the gaps are: standard deviation over mean.
  GAP_SPREAD(Scale.PLAIN),
  /// Days since the last purchase as a multiple of the person's median gap.
  LATENESS(Scale.SKEWED),
  /// Days until the person's median gap has passed; negative when it has.
  DUE_DAYS(Scale.SKEWED),
  /// Days between the last two purchases.
  LAST_GAP(Scale.SKEWED),
  /// The share of the person's own past silences of this length that ended in time, drawn towards
  /// everybody's where there are few.
  RHYTHM(Scale.PLAIN),
  /// Days with a purchase among the last 7.
  ACTIVE_7(Scale.SKEWED),
  /// Days with a purchase among the last 14.
  ACTIVE_14(Scale.SKEWED),
  /// Days with a purchase among the last 28.
  ACTIVE_28(Scale.SKEWED),
  /// Days with a purchase among the last 90.
  ACTIVE_90(Scale.SKEWED),
  /// Different categories bought.
  CATEGORIES(Scale.SKEWED),
  /// Money given back over money paid.
  REFUND_SHARE(Scale.PLAIN),
  /// Purchases with a coupon.
  COUPON_SHARE(Scale.PLAIN),
  /// Purchases from 18 to 24 o'clock.
  EVENING_SHARE(Scale.PLAIN),
  /// Purchases from 0 to 6 o'clock.
  NIGHT_SHARE(Scale.PLAIN),
  /// Purchases on Saturday and Sunday.
  WEEKEND_SHARE(Scale.PLAIN),
  /// The purchase model's probability that the person has not left for good.
  ALIVE(Scale.PLAIN),
  /// The purchase model's expected purchases in the days asked for.
  EXPECTED(Scale.SKEWED);

  private enum Scale {
    PLAIN,
    SKEWED
  }

  static final int COUNT = values().length;

  private final Scale scale;

  Feature(Scale scale) {
    this.scale = scale;
  }

  double of(double[] row) {
    return row[column()];
  }

  void put(double[] row, double value) {
    row[column()] = value;
  }

  /// A row lives no longer than the run that made it; what is stored has the names.
  @SuppressWarnings("EnumOrdinal")
  private int column() {
    return ordinal();
  }

  /// The value as linear methods see it: long tails in logarithms.
  double bent(double value) {
    return scale == Scale.PLAIN ? value : Math.signum(value) * Math.log1p(Math.abs(value));
  }
}
