package changke.audience;

import changke.activity.Happening;
import changke.activity.Journal;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What people let the house do with what it knows. Whoever recommends, predicts or targets asks
/// here at the moment of deciding and keeps no copy: off means off at once.
@Component
public class Choices {

  private final ChoiceRows rows;
  private final Generations generations;
  private final IdentityRows identities;
  private final Evaluation evaluation;
  private final Journal journal;
  private final Ids ids;
  private final Clock clock;

  Choices(
      ChoiceRows rows,
      Generations generations,
      IdentityRows identities,
      Evaluation evaluation,
      Journal journal,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.generations = generations;
    this.identities = identities;
    this.evaluation = evaluation;
    this.journal = journal;
    this.ids = ids;
    this.clock = clock;
  }

  public Choice of(PersonId person) {
    return rows.of(person.value()).orElse(Choice.EVERYTHING);
  }

  /// Those of these people about whom nothing may be guessed.
  public Set<PersonId> unpredicted(Collection<PersonId> people) {
    return people(rows.unpredicted(values(people)));
  }

  /// Those of these people for whom nothing may depend on what they did.
  public Set<PersonId> impersonal(Collection<PersonId> people) {
    return people(rows.impersonal(values(people)));
  }

  /// Everybody who switched personalisation or prediction off.
  public record Off(Set<UUID> impersonal, Set<UUID> unpredicted) {
    public Off {
      impersonal = Set.copyOf(impersonal);
      unpredicted = Set.copyOf(unpredicted);
    }
  }

  /// Everybody who switched something off, for whoever looks at all people at once.
  public Off off() {
    return rows.off();
  }

  /// Keeps a choice and follows it before it returns: without personalisation stage, scores and
  /// memberships are gone, with it they are there again.
  @Transactional
  public void choose(PersonId person, Choice choice) {
    generations.alone();
    rows.put(person.value(), choice, clock.instant());
    var current = generations.current();
    var root = identities.root(current.number(), person.value());
    root.ifPresent(id -> evaluation.look(current, Set.of(id), true));
    journal.append(
        Happening.own(
            ids.next(),
            Kinds.CHOSEN,
            Optional.of(person),
            Optional.empty(),
            clock.instant(),
            Map.of("personal", choice.personal(), "predicted", choice.predicted())));
  }

  private static Set<UUID> values(Collection<PersonId> people) {
    return people.stream().map(PersonId::value).collect(Collectors.toSet());
  }

  private static Set<PersonId> people(Set<UUID> ids) {
    var people = new HashSet<PersonId>();
    ids.forEach(id -> people.add(new PersonId(id)));
    return people;
  }
}
