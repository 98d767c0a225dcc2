package changke.engine.cohort;

/// A 95 % interval of a share.
///
/// The score interval of Wilson (1927), "Probable inference, the law of succession, and statistical
/// inference", JASA 22: it stays inside 0…1 and is usable for small counts.
public record Interval(double low, double high) {

  private static final double Z = 1.959963984540054;

  /// The interval of `hits` out of `of`; 0…1 when nobody was asked.
  public static Interval of(long hits, long of) {
    if (of == 0) {
      return new Interval(0, 1);
    }
    double share = (double) hits / of;
    double spread = Z * Z / of;
    double middle = (share + spread / 2) / (1 + spread);
    double half = Z * Math.sqrt(share * (1 - share) / of + spread / of / 4) / (1 + spread);
    return new Interval(
        hits == 0 ? 0 : Math.max(0, middle - half), hits == of ? 1 : Math.min(1, middle + half));
  }
}
