package changke.trials;

import changke.engine.trial.Bucketing;
import changke.engine.trial.Bucketing.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One trial made ready for questions: who gets what is decided here and nowhere else, by the
/// definition, the step and a hash of the person. Nothing is looked up and nothing is written.
final class Dealing {

  private final Trial trial;
  private final String seed;
  private final List<Range> ranges;
  private final Map<String, String> values = new HashMap<>();
  private final boolean asksSegments;
  private final boolean asksTraits;

  Dealing(Trial trial) {
    this.trial = trial;
    var definition = trial.definition();
    seed = definition.dealing(trial.key());
    ranges =
        Bucketing.ranges(
            definition.variants().size(),
            trial.coverageBp() / (double) Definition.WHOLE,
            definition.variants().stream()
                .mapToDouble(variant -> variant.weight() / (double) Definition.WHOLE)
                .toArray());
    definition.variants().forEach(variant -> values.put(variant.name(), variant.value()));
    asksSegments = asks(Condition.Of.SEGMENT);
    asksTraits = asks(Condition.Of.TRAIT);
  }

  private boolean asks(Condition.Of of) {
    var definition = trial.definition();
    return definition.among().stream().anyMatch(condition -> condition.of() == of)
        || definition.targets().stream()
            .flatMap(target -> target.when().stream())
            .anyMatch(condition -> condition.of() == of);
  }

  Trial trial() {
    return trial;
  }

  boolean asksSegments() {
    return asksSegments;
  }

  boolean asksTraits() {
    return asksTraits;
  }

  /// Whether an answer needs to know who is asking.
  boolean asksWho() {
    return trial.state() == Trial.State.RUNNING && !isStatic();
  }

  private boolean isStatic() {
    var definition = trial.definition();
    return definition.targets().isEmpty()
        && definition.among().isEmpty()
        && definition.variants().size() == 1
        && trial.coverageBp() >= Definition.WHOLE;
  }

  Answer answer(Subject subject, Known known) {
    var definition = trial.definition();
    var served = trial.served();
    if (trial.state() == Trial.State.ENDED && served != null) {
      return chosen(served, Answer.Why.STATIC);
    }
    if (trial.state() != Trial.State.RUNNING) {
      return off(Answer.Why.DISABLED);
    }
    for (var target : definition.targets()) {
      if (Conditions.all(target.when(), subject, known)) {
        return target.variant() == null
            ? off(Answer.Why.TARGETING_MATCH)
            : chosen(target.variant(), Answer.Why.TARGETING_MATCH);
      }
    }
    if (!Conditions.all(definition.among(), subject, known)) {
      return off(Answer.Why.DEFAULT);
    }
    if (isStatic()) {
      return chosen(definition.control().name(), Answer.Why.STATIC);
    }
    int variant = Bucketing.variation(seed, subject.targetingKey(), ranges);
    return variant < 0
        ? off(Answer.Why.DEFAULT)
        : chosen(definition.variants().get(variant).name(), Answer.Why.SPLIT);
  }

  /// What everybody gets while nothing runs.
  Answer off(Answer.Why why) {
    return new Answer(trial.key(), "", trial.definition().off(), why, trial.version());
  }

  private Answer chosen(String variant, Answer.Why why) {
    var value = values.getOrDefault(variant, trial.definition().off());
    return new Answer(trial.key(), variant, value, why, trial.version());
  }
}
