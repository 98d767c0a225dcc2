package changke.engine.taste;

/// How the parts of a recommendation are weighed.
///
/// @param tail 0 ranks by fit alone; towards 1 what many people bought makes room for what few did
/// @param cold as many buyers as an item's tags are worth: below, tags speak louder than purchases
/// @param visit how loudly this visit speaks beside the whole history
/// @param hour how strongly the hour of the day counts, 0 to 1
public record Blend(double tail, double cold, double visit, double hour) {

  public Blend {
    if (!(tail >= 0 && tail <= 1) || !(cold >= 0) || !(visit >= 0) || !(hour >= 0 && hour <= 1)) {
      throw new IllegalArgumentException(
          "tail " + tail + ", cold " + cold + ", visit " + visit + ", hour " + hour);
    }
    if (Double.isInfinite(cold) || Double.isInfinite(visit))
      throw new IllegalArgumentException("infinite");
  }

  /// The model's own order, with nothing added.
  public static final Blend PLAIN = new Blend(0, 0, 0, 0);

  /// A good start for most shops.
  public static final Blend USUAL = new Blend(0, 5, .5, .5);

  public Blend withTail(double tail) {
    return new Blend(tail, cold, visit, hour);
  }
}
