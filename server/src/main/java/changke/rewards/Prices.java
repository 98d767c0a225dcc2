package changke.rewards;

import changke.catalog.Catalog;
import changke.orders.PriceAdjustments;
import changke.orders.PriceMovedException;
import changke.orders.Sale;
import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// What is taken off prices, told to orders and explained to pages.
@Component
public class Prices implements PriceAdjustments {

  private final Wares wares;
  private final PriceUses uses;
  private final PriceCuts cuts;
  private final RewardTraces traces;
  private final Members members;
  private final Catalog catalog;
  private final Clock clock;

  Prices(
      Wares wares,
      PriceUses uses,
      PriceCuts cuts,
      RewardTraces traces,
      Members members,
      Catalog catalog,
      Clock clock) {
    this.wares = wares;
    this.uses = uses;
    this.cuts = cuts;
    this.traces = traces;
    this.members = members;
    this.catalog = catalog;
    this.clock = clock;
  }

  /// Every single thing that would be taken off, in the order in which it is.
  @Transactional(readOnly = true)
  public List<PriceNote> explain(@Nullable PersonId person, List<Sale> sales) {
    if (!wares.anyFor(person)) {
      return List.of();
    }
    var lines = lines(sales);
    return decide(person, lines).stream()
        .map(cut ->
            new PriceNote(
                lines.get(cut.line()).offer(),
                cut.title(),
                cut.coupon(),
                new Money(cut.offMinor(), sales.getFirst().amount().currency())))
        .toList();
  }

  /// What was taken off an order, thing by thing.
  @Transactional(readOnly = true)
  public List<PriceNote> takenOff(OrderId order) {
    return cuts.of(order).stream()
        .map(row ->
            new PriceNote(
                row.offer(), row.title(), row.coupon(), Money.of(row.offMinor(), row.currency())))
        .toList();
  }

  @Override
  @Transactional(readOnly = true)
  public List<Money> quote(@Nullable PersonId person, List<Sale> sales) {
    return perLine(sales, wares.anyFor(person) ? decide(person, lines(sales)) : List.of());
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void hold(OrderId order, @Nullable PersonId whose, List<Sale> sales, List<Money> quote) {
    var now = clock.instant();
    var person = whose == null ? null : members.lock(whose, now);
    var before = before(sales, quote);
    var lines = wares.anyFor(person) ? lines(before) : List.<PriceLine>of();
    var decided = lines.isEmpty() ? List.<Cut>of() : decide(person, lines);
    if (!perLine(before, decided).equals(quote)) {
      throw new PriceMovedException();
    }
    if (decided.isEmpty() || !cuts.open(order, person, now)) {
      return;
    }
    cuts.add(order, lines, decided, currency(before));
    if (!uses.take(order, decided)) {
      throw new PriceMovedException();
    }
  }

  @Override
  @Transactional
  public void capture(OrderId order) {
    if (traces.wasCut(order)) {
      uses.capture(order);
    }
  }

  @Override
  @Transactional
  public void release(OrderId order) {
    if (traces.wasCut(order)) {
      uses.release(order);
    }
  }

  @Override
  @Transactional
  public void refund(OrderId order, List<Sale> sales) {
    if (traces.wasCut(order)) {
      uses.giveBack(order, sales.stream().map(Sale::offer).collect(Collectors.toSet()));
    }
  }

  private List<Cut> decide(@Nullable PersonId person, List<PriceLine> lines) {
    return PricingRules.decide(lines, wares.to(person, lines));
  }

  private static List<Money> perLine(List<Sale> sales, List<Cut> cuts) {
    var off = new long[sales.size()];
    cuts.forEach(cut -> off[cut.line()] += cut.offMinor());
    return IntStream.range(0, off.length)
        .mapToObj(i -> new Money(off[i], sales.get(i).amount().currency()))
        .toList();
  }

  /// The lines as they were before the quote was taken off.
  private static List<Sale> before(List<Sale> sales, List<Money> quote) {
    var before = new ArrayList<Sale>();
    for (int i = 0; i < sales.size(); i++) {
      var sale = sales.get(i);
      before.add(
          new Sale(
              sale.offer(), sale.merchant(), sale.quantity(), sale.amount().plus(quote.get(i))));
    }
    return before;
  }

  private List<PriceLine> lines(List<Sale> sales) {
    var known = new HashMap<>(catalog.offers(sales.stream().map(Sale::offer).toList()));
    return sales.stream()
        .map(sale -> {
          var offer = known.get(sale.offer());
          return new PriceLine(
              sale.offer(),
              sale.merchant(),
              offer == null ? "" : offer.category(),
              offer == null ? "" : offer.section(),
              sale.quantity(),
              sale.amount().minor());
        })
        .toList();
  }

  private static String currency(List<Sale> sales) {
    return sales.getFirst().amount().currency().getCurrencyCode();
  }
}
