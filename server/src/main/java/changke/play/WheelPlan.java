package changke.play;

import changke.shared.Words;
import java.util.List;
import java.util.UUID;

/// A wheel as it was published: a version that never changes. Other odds are another version.
public record WheelPlan(
    UUID id, int version, Words name, int spinsADay, int spinsAPeriod, List<Prize> prizes) {

  public WheelPlan {
    prizes = List.copyOf(prizes);
  }

  /// The prize on whose tickets this one lies: the first prize has the lowest tickets.
  public Prize at(Ticket ticket) {
    int passed = 0;
    for (var prize : prizes) {
      passed += prize.partsPerMillion();
      if (ticket.value() < passed) {
        return prize;
      }
    }
    throw new IllegalStateException("the odds of version " + version + " are not whole");
  }

  /// The first ticket of a prize.
  public int firstTicket(Prize prize) {
    return prizes.stream()
        .filter(other -> other.position() < prize.position())
        .mapToInt(Prize::partsPerMillion)
        .sum();
  }

  public Prize prize(int position) {
    return prizes.get(position);
  }
}
