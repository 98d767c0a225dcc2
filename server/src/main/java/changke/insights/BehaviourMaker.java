package changke.insights;

import changke.engine.days.LocalDays;
import changke.shared.Words;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/// Makes a state of acts and orders that are given to it, as a house makes it of its journal: for
/// measuring, and for trying reports out.
public final class BehaviourMaker {

  private final DataOutputStream tape = new DataOutputStream(OutputStream.nullOutputStream());
  private final Gathered gathered;
  private final List<Words> categories;

  /// Begins with nothing.
  ///
  /// @param categories names; an offer is in the one of its number modulo their count
  public BehaviourMaker(ZoneId zone, Currency currency, List<String> categories) {
    gathered = new Gathered(LocalDays.of(zone), currency, 64);
    this.categories = categories.stream().map(name -> new Words(name, name)).toList();
  }

  /// The number of somebody.
  public int person(UUID id, boolean member) {
    try {
      return gathered.number(id, member, tape);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void act(int person, String kind, int second) {
    try {
      gathered.act(person, kind, true, true, second, tape);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void arrival(int person, String channel, int second) {
    try {
      gathered.touched(person, second, channel, tape);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A paid order of one offer.
  public void order(UUID id, int person, int second, int offer, int merchant, long minor) {
    try {
      var line = new PaidOrders.Line(new UUID(5, offer), new UUID(6, merchant), minor);
      gathered.paid(id, person, second, minor, new PaidOrders.Line[] {line}, tape);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The state as of an instant.
  public Behaviour build(Instant asOf) {
    return gathered.build(asOf, 1, this::shelf);
  }

  private Shelf shelf(Numbers.Ids offers) {
    var names = new ArrayList<Words>();
    var categoryOf = new int[offers.size()];
    for (int i = 0; i < offers.size(); i++) {
      long offer = offers.get(i).getLeastSignificantBits();
      names.add(new Words("商品 " + offer, "Offer " + offer));
      categoryOf[i] = (int) (offer % categories.size());
    }
    return new Shelf(categories, names, categoryOf);
  }
}
