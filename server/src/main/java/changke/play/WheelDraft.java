package changke.play;

import changke.shared.Words;
import java.util.ArrayList;
import java.util.List;

/// A wheel that an operator thinks of, before it is a version.
public record WheelDraft(Words name, int spinsADay, int spinsAPeriod, List<Prize> prizes) {

  static final int MOST_PRIZES = 12;
  static final int MOST_SPINS = 100;

  public WheelDraft {
    prizes = List.copyOf(prizes);
  }

  /// What is wrong with it: the problem, and the position of the prize or -1 for the whole.
  public record Problem(What what, int position) {}

  /// Every way in which a draft is no wheel.
  public enum What {
    NAME,
    SPINS,
    TOO_FEW_PRIZES,
    TOO_MANY_PRIZES,
    ODDS_NOT_WHOLE,
    ODDS,
    STOCK,
    SUBSTITUTE,
    PRIZE,
    VALUE_ABOVE_CAP
  }

  /// Everything that is wrong with it, under the cap on a prize's value; empty when it can be
  /// published.
  public List<Problem> problems(long capMinor) {
    var found = new ArrayList<Problem>();
    if (name.isBlank()) {
      found.add(new Problem(What.NAME, -1));
    }
    if (spinsADay < 1 || spinsAPeriod < spinsADay || spinsAPeriod > MOST_SPINS) {
      found.add(new Problem(What.SPINS, -1));
    }
    if (prizes.size() < 2) {
      found.add(new Problem(What.TOO_FEW_PRIZES, -1));
    }
    if (prizes.size() > MOST_PRIZES) {
      found.add(new Problem(What.TOO_MANY_PRIZES, -1));
    }
    if (prizes.stream().mapToLong(Prize::partsPerMillion).sum() != Ticket.TICKETS) {
      found.add(new Problem(What.ODDS_NOT_WHOLE, -1));
    }
    for (var prize : prizes) {
      problems(prize, capMinor).forEach(what -> found.add(new Problem(what, prize.position())));
    }
    return List.copyOf(found);
  }

  private List<What> problems(Prize prize, long capMinor) {
    var found = new ArrayList<What>();
    if (prize.partsPerMillion() < 1) {
      found.add(What.ODDS);
    }
    if (prize.stock() != null && prize.stock() < 1) {
      found.add(What.STOCK);
    }
    if (!hasItsSubstitute(prize)) {
      found.add(What.SUBSTITUTE);
    }
    if (prize.name().isBlank() || !isWhole(prize)) {
      found.add(What.PRIZE);
    }
    if (prize.valueMinor() < 0 || prize.valueMinor() > capMinor) {
      found.add(What.VALUE_ABOVE_CAP);
    }
    return found;
  }

  private boolean hasItsSubstitute(Prize prize) {
    var other = prize.substitute();
    return prize.isLimited()
        ? other != null && other >= 0 && other < prizes.size() && !prizes.get(other).isLimited()
        : other == null;
  }

  private static boolean isWhole(Prize prize) {
    return switch (prize.kind()) {
      case POINTS -> prize.amount() > 0 && prize.coupon() == null;
      case COUPON -> prize.coupon() != null && prize.amount() == 0;
      case NOTHING -> prize.amount() == 0 && prize.coupon() == null && prize.valueMinor() == 0;
    };
  }

  /// What one spin costs on average, in minor units, times a million; prizes that run out are
  /// counted as if they did not, so this is the most.
  public long costOfMillionSpinsMinor() {
    return prizes.stream().mapToLong(p -> p.partsPerMillion() * p.valueMinor()).sum();
  }

  /// What so many spins cost on average, in minor units, with every limited prize at most as often
  /// as there is stock.
  public long expectedCostMinor(long spins) {
    double cost = 0;
    for (var prize : prizes) {
      double times = (double) spins * prize.partsPerMillion() / Ticket.TICKETS;
      var stock = prize.stock();
      double paid = stock == null ? times : Math.min(times, stock);
      cost += paid * prize.valueMinor();
      var substitute = prize.substitute();
      if (substitute != null && substitute >= 0 && substitute < prizes.size()) {
        cost += (times - paid) * prizes.get(substitute).valueMinor();
      }
    }
    return Math.round(cost);
  }
}
