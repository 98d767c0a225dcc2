package changke.trials;

import changke.shared.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a flag or an experiment is. The first variant is the one that others are compared with.
///
/// @param off as JSON text: what everybody gets while it does not run, and whoever does not take
///   part
/// @param targets looked at in their order before anybody is dealt
/// @param among who takes part; everybody when empty
/// @param coverageBp how many of those take part, in ten-thousandths; it may only grow. Under a
///   staged roll-out the step says it instead
/// @param seed trials with the same seed deal people alike; empty for the trial's own key
/// @param salt another one deals everybody anew
/// @param browsers whether programs with a public key may ask for it
/// @param staged whether it rolls out by itself
/// @param worthwhile the smallest effect on the goal for which the change is worth having, in the
///   goal's unit per person: minor units of money, or 1 for one order or for all people
/// @param leastPeople new ones that a step needs
public record Definition(
    Words title,
    Kind kind,
    List<Variant> variants,
    String off,
    List<Target> targets,
    List<Condition> among,
    int coverageBp,
    String seed,
    String salt,
    boolean browsers,
    boolean staged,
    Measure goal,
    List<Measure> others,
    List<Measure> guardrails,
    double worthwhile,
    long leastPeople) {

  /// Everybody.
  public static final int WHOLE = 10_000;

  /// What values are.
  public enum Kind {
    BOOLEAN,
    STRING,
    NUMBER,
    OBJECT
  }

  public Definition {
    variants = List.copyOf(variants);
    targets = List.copyOf(targets);
    among = List.copyOf(among);
    others = List.copyOf(others);
    guardrails = List.copyOf(guardrails);
  }

  /// Everything that it is judged by: the goal, the others, the guardrails.
  public List<Measure> measures() {
    return Stream.of(List.of(goal), others, guardrails).flatMap(List::stream).toList();
  }

  public Variant control() {
    return variants.getFirst();
  }

  public boolean has(String variant) {
    return variants.stream().anyMatch(one -> one.name().equals(variant));
  }

  /// The seed of the hash.
  String dealing(String key) {
    var own = seed.isBlank() ? key : seed;
    return salt.isBlank() ? own : own + ":" + salt;
  }

  /// Kinds of acts that its measures ask for.
  Set<String> acts() {
    var acts = new LinkedHashSet<String>();
    for (var measure : measures()) {
      if (measure.figure().asksForAct()) {
        acts.add(measure.act());
      }
      if (measure.figure() == Figure.ACTS_PER_ACT) {
        acts.add(measure.per());
      }
    }
    return acts;
  }

  /// Whether people who were dealt by the other one are in their arms here as well: the same
  /// variants in the same shares, the same hash, the same people asked, and no smaller coverage.
  public boolean keepsArmsOf(Definition before, String key) {
    return variants.equals(before.variants)
        && dealing(key).equals(before.dealing(key))
        && targets.equals(before.targets)
        && among.equals(before.among)
        && staged == before.staged
        && coverageBp >= before.coverageBp;
  }
}
