package changke.trials;

/// What is measured of each person from the moment of being shown something on.
public enum Figure {
  /// Money paid, less what was given back.
  NET_REVENUE(Shape.MEAN, true),
  /// Paid orders.
  ORDERS(Shape.MEAN, true),
  /// Whether anything was bought.
  BUYERS(Shape.SHARE, true),
  /// Net money for each order.
  ORDER_VALUE(Shape.RATIO, true),
  /// The middle one of all orders.
  MEDIAN_ORDER(Shape.QUANTILE, true),
  /// The order that nine in ten do not reach.
  LARGE_ORDER(Shape.QUANTILE, true),
  /// Share of the money paid that was given back.
  REFUNDED(Shape.RATIO, false),
  /// Whether the person came again on a later day within so many days; who has not had them yet is
  /// left out.
  RETURNED(Shape.SHARE, true),
  /// How often something was done.
  ACTS(Shape.MEAN, true),
  /// Whether it was done at all.
  ACTORS(Shape.SHARE, true),
  /// How often it was done for each time that something else was.
  ACTS_PER_ACT(Shape.RATIO, true);

  /// Which statistics belong to it.
  public enum Shape {
    MEAN,
    SHARE,
    RATIO,
    QUANTILE
  }

  private final Shape shape;
  private final boolean higherIsBetter;

  Figure(Shape shape, boolean higherIsBetter) {
    this.shape = shape;
    this.higherIsBetter = higherIsBetter;
  }

  public Shape shape() {
    return shape;
  }

  /// As a rule; each measure says for itself.
  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /// Whether it has to be told which act.
  public boolean asksForAct() {
    return this == ACTS || this == ACTORS || this == ACTS_PER_ACT;
  }

  /// Whether its values are amounts of money.
  public boolean isMoney() {
    return this == NET_REVENUE
        || this == ORDER_VALUE
        || this == MEDIAN_ORDER
        || this == LARGE_ORDER;
  }

  /// Whether its values are shares of 1.
  public boolean isShare() {
    return shape == Shape.SHARE || this == REFUNDED;
  }

  double level() {
    return this == LARGE_ORDER ? .9 : .5;
  }
}
