package changke.engine.taste;

/// At which hour of the day an item is bought more than the shop as a whole: Gamma–Poisson, so that
/// few purchases say little.
public final class Hours {

  /// As many purchases as the belief that an item keeps the shop's hours is worth.
  private static final double BELIEF = 10;

  private static final double CLEARLY_MORE = 1.3;

  private final int[][] bought;
  private final int[] all;
  private final double[] shop = new double[24];

  /// Counts purchases by local hour.
  ///
  /// @param item of each purchase
  /// @param hour of each purchase in the shop's zone, 0 to 23
  public Hours(int items, int[] item, int[] hour) {
    if (item.length != hour.length)
      throw new IllegalArgumentException("the columns differ in length");
    bought = new int[items][24];
    all = new int[items];
    for (int i = 0; i < item.length; i++) {
      bought[item[i]][hour[i]]++;
      all[item[i]]++;
      shop[hour[i]] += 1d / item.length;
    }
  }

  /// How many times as often as usual this item is bought at this hour; 1 where nothing is known.
  public double timesUsual(int item, int hour) {
    return (bought[item][hour] + BELIEF) / (all[item] * shop[hour] + BELIEF);
  }

  /// Whether the item may be called popular at this hour: clearly more than usual, even after the
  /// pull to 1.
  public boolean popular(int item, int hour) {
    return timesUsual(item, hour) >= CLEARLY_MORE;
  }

  public int bought(int item, int hour) {
    return bought[item][hour];
  }
}
