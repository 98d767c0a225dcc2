package changke.orders;

/// Thrown by those behind the ports when what a price was made of is gone by now: a coupon, a
/// promotion's last piece, points. The order is not placed and the buyer is told the new price.
public final class PriceMovedException extends RuntimeException {

  public PriceMovedException() {
    super("the price has moved", null, false, false);
  }
}
