package changke.engine.funnel;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One funnel question.
///
/// A chain takes one event for each step, in the order of time; events of the same instant are in
/// the order of the first step that asks for their kind. An event serves one step. Of all chains of
/// a person (or session) the one that gets furthest counts, and of those the first: earliest first
/// step, then earliest second, and so on.
///
/// @param rising every step must be strictly later than the one before
/// @param window the last step is at most this long after the first (the very end counts)
/// @param from first steps at or after this instant
/// @param to first steps before this instant
public record FunnelQuery(
    List<Step> steps,
    Order order,
    boolean rising,
    Duration window,
    List<Exclusion> exclusions,
    Per per,
    Instant from,
    Instant to)
    implements Serializable {

  /// A step: an event of this kind, at most `within` after the step before.
  public record Step(int kind, Duration within) implements Serializable {}

  /// What may lie between two neighbouring steps of a chain.
  public enum Order {
    /// Anything.
    ANY_BETWEEN,
    /// Anything but another event of a step that the chain has done.
    NO_REPEATS,
    /// No event of any step's kind; other kinds do not matter.
    STEPS_ADJACENT,
    /// No event at all.
    ALL_ADJACENT
  }

  /// An event of this kind after step `after` and before step `before` (counted from 1) ends the
  /// chain there. At the very instant of any step of the chain it is not between steps.
  public record Exclusion(int kind, int after, int before) implements Serializable {}

  /// What is counted.
  public enum Per {
    PERSON,
    /// Sessions of all kinds of events, split where nothing happened for more than 30 minutes; a
    /// chain stays in one session.
    SESSION
  }

  /// No limit for a single step.
  public static final Duration ANY_TIME = Duration.ofSeconds(1L << 40);

  public FunnelQuery {
    steps = List.copyOf(steps);
    exclusions = List.copyOf(exclusions);
    if (steps.isEmpty() || window.isNegative()) {
      throw new IllegalArgumentException(steps.size() + " steps within " + window);
    }
    for (var exclusion : exclusions) {
      int kind = exclusion.kind();
      if (steps.stream().anyMatch(step -> step.kind() == kind)
          || exclusion.after() < 1
          || exclusion.before() <= exclusion.after()
          || exclusion.before() > steps.size()) {
        throw new IllegalArgumentException(exclusion + " of " + steps);
      }
    }
  }

  /// Steps in this order with anything between, per person, at any time.
  public static FunnelQuery of(List<Integer> kinds, Duration window) {
    return new FunnelQuery(
        kinds.stream().map(kind -> new Step(kind, ANY_TIME)).toList(),
        Order.ANY_BETWEEN,
        false,
        window,
        List.of(),
        Per.PERSON,
        Instant.ofEpochSecond(-(1L << 34)),
        Instant.ofEpochSecond(1L << 34));
  }

  public FunnelQuery order(Order order) {
    return new FunnelQuery(steps, order, rising, window, exclusions, per, from, to);
  }

  public FunnelQuery rising(boolean rising) {
    return new FunnelQuery(steps, order, rising, window, exclusions, per, from, to);
  }

  public FunnelQuery excluding(List<Exclusion> exclusions) {
    return new FunnelQuery(steps, order, rising, window, exclusions, per, from, to);
  }

  public FunnelQuery per(Per per) {
    return new FunnelQuery(steps, order, rising, window, exclusions, per, from, to);
  }

  public FunnelQuery between(Instant from, Instant to) {
    return new FunnelQuery(steps, order, rising, window, exclusions, per, from, to);
  }

  /// Whether the earliest next event is always the best one, so that lists need no merging.
  boolean isPlain() {
    return order == Order.ANY_BETWEEN
        && exclusions.isEmpty()
        && per == Per.PERSON
        && steps.stream().allMatch(step -> step.within().equals(ANY_TIME));
  }

  /// Whether kinds that are no step can end a chain or a session.
  boolean looksAtAllKinds() {
    return order == Order.ALL_ADJACENT || per == Per.SESSION;
  }

  /// Events know whole seconds: those from here on are at or after `from`.
  long firstSecond() {
    return from.plusNanos(999_999_999).getEpochSecond();
  }

  /// Those below this one are before `to`.
  long endSecond() {
    return to.plusNanos(999_999_999).getEpochSecond();
  }

  /// The first step that asks for a kind, or -1.
  int rank(int kind) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).kind() == kind) {
        return i;
      }
    }
    return -1;
  }
}
