package changke.audience;

import changke.activity.Erasure;
import changke.identity.PersonLeft;
import changke.shared.PersonId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes somebody out: the journal hands out nothing of theirs from now on, and here nothing is
/// left when this returns, in no generation. Again, it changes nothing more.
@Component
public class Forgetting {

  private final Erasure erasure;
  private final Generations generations;
  private final Projection projection;
  private final Evaluation evaluation;
  private final ChoiceRows choices;

  Forgetting(
      Erasure erasure,
      Generations generations,
      Projection projection,
      Evaluation evaluation,
      ChoiceRows choices) {
    this.erasure = erasure;
    this.generations = generations;
    this.projection = projection;
    this.evaluation = evaluation;
    this.choices = choices;
  }

  @EventListener
  void left(PersonLeft fact) {
    forget(fact.person());
  }

  @Transactional
  public void forget(PersonId person) {
    generations.alone();
    var family = erasure.erase(person.value());
    choices.remove(family);
    var current = generations.current();
    evaluation.look(current, projection.forget(current.number(), family), true);
    generations
        .building()
        .ifPresent(
            fresh -> evaluation.look(fresh, projection.forget(fresh.number(), family), false));
  }
}
