package changke.play;

import changke.activity.Erasure;
import changke.activity.Event;
import changke.activity.Happening;
import changke.rewards.Rewards;
import changke.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Two accounts of one person become one, and people leave.
@Component
public class Players {

  private final PlayerRows rows;
  private final CheckIns checkIns;
  private final Rewards rewards;
  private final Clock clock;

  Players(PlayerRows rows, CheckIns checkIns, Rewards rewards, Clock clock) {
    this.rewards = rewards;
    this.rows = rows;
    this.checkIns = checkIns;
    this.clock = clock;
  }

  /// Days, quests and badges are united; where only one can stand (the switch, the showcase), the
  /// one of `into` does. Nothing is paid a second time. Draws keep the pseudonym they were made
  /// under, and what they still owe reaches `into`.
  @Transactional
  public void merge(PersonId from, PersonId into) {
    if (from.equals(into)) {
      return;
    }
    var fromFirst = from.toString().compareTo(into.toString()) < 0;
    checkIns.lock(fromFirst ? from : into);
    checkIns.lock(fromFirst ? into : from);
    rows.merge(from, into, clock.instant());
  }

  /// Who was erased from the journal is forgotten here and by rewards.
  void take(List<Event> events) {
    events.stream()
        .map(Event::happening)
        .filter(fact -> fact.source().isEmpty() && fact.kind().equals(Erasure.KIND))
        .flatMap(fact -> identities(fact).stream())
        .forEach(person -> {
          erase(person);
          rewards.erase(person);
        });
  }

  private static List<PersonId> identities(Happening fact) {
    return fact.body().get("properties") instanceof Map<?, ?> properties
            && properties.get("identities") instanceof List<?> all
        ? all.stream().map(one -> PersonId.of(String.valueOf(one))).toList()
        : List.of();
  }

  /// Somebody leaves for good. The record of draws stays as it was published: the seed that was
  /// chosen, and no name.
  @Transactional
  public void erase(PersonId person) {
    checkIns.lock(person);
    rows.forget(person);
  }
}
