package changke.engine.genuine;

import changke.engine.likeness.Passage;
import java.time.Instant;
import java.util.List;

/// What speaks against an order or a review: facts that a person can check.
public sealed interface Evidence {

  /// How likely this alone makes a fake, 0 to 1: set by hand, for ranking and not as a probability
  /// that was measured.
  double weight();

  /// These accounts hang together and all bought in the same shop.
  ///
  /// @param links what ties them, the strongest kinds first
  record Ring(List<Long> buyers, List<Link> links) implements Evidence {
    @Override
    public double weight() {
      double strongest = links.getFirst().kind() == Identity.Kind.ADDRESS ? .3 : .6;
      return Math.min(.9, strongest + .05 * (buyers.size() - 3));
    }
  }

  /// A device, address or payment account and how many accounts of the ring use it.
  record Link(Identity.Kind kind, String value, int buyers) {}

  /// The buyer shares this with the shop's own staff.
  record OwnStaff(Identity.Kind kind, String value) implements Evidence {
    @Override
    public double weight() {
      return kind == Identity.Kind.ADDRESS ? .5 : .9;
    }
  }

  /// Far more orders came within this hour than the shop is used to.
  ///
  /// @param usual orders in an hour, from the shop's other hours
  record Burst(Instant from, Instant to, int orders, double usual) implements Evidence {
    @Override
    public double weight() {
      return .3;
    }
  }

  /// The same person bought again and again in the same shop and got most of it back.
  record RefundLoop(int orders, int refunded) implements Evidence {
    @Override
    public double weight() {
      return Math.min(.8, .4 + .1 * (refunded - 3));
    }
  }

  /// The text is another account's, with the passages in this review (A) and in that one (B).
  ///
  /// @param share of the more similar text's own words
  record CopiedText(long otherReview, double share, List<Passage> passages) implements Evidence {
    @Override
    public double weight() {
      return .6 * share;
    }
  }
}
