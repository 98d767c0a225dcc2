package changke.journeys;

import changke.engine.trial.Bucketing;
import changke.engine.trial.Holdout;
import changke.shared.PersonId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/// Decides what happens to a person at a step: a pure function of the definition, the instance and
/// what is known.
final class Steps {

  /// Nobody goes in circles for ever.
  static final int MOST_STEPS = 500;

  /// What is to be done.
  sealed interface Next {

    /// On to another step; `fact` is the event that a wait was over by.
    record Go(String node, String outcome, Optional<java.util.UUID> fact) implements Next {}

    record Sleep(Instant until) implements Next {}

    record Do(Action action, String next) implements Next {}

    /// Left alone from here on, and looked at like the others.
    record Held(String by) implements Next {}

    record End(String ended) implements Next {}
  }

  private Steps() {}

  /// What the next thing is for somebody at `one.node()`.
  ///
  /// @param journey the key of the journey, which lots and holdouts are drawn with
  static Next decide(
      Definition definition, String journey, Instance one, Knowledge known, Instant now) {
    if (one.epoch() >= MOST_STEPS) {
      return new Next.End("TOO_LONG");
    }
    var left = left(definition, one, known, now);
    if (left.isPresent()) {
      return new Next.End(left.get());
    }
    return switch (definition.node(one.node())) {
      case Node.Enter enter -> go(enter.next(), "ENTERED");
      case Node.Delay delay -> delay(delay, one, known.zone(), now);
      case Node.Wait wait -> wait(wait, one, known, now);
      case Node.Branch branch ->
          branch.ways().stream()
              .filter(way -> known.holds(way.when(), one, now))
              .findFirst()
              .map(way -> go(way.next(), "WAY " + (branch.ways().indexOf(way) + 1)))
              .orElseGet(() -> go(branch.otherwise(), "OTHERWISE"));
      case Node.Split split -> go(lot(split, journey, one), "DRAWN");
      case Node.Holdout holdout ->
          heldBy(journey, holdout, one.person(), known)
              .<Next>map(Next.Held::new)
              .orElseGet(() -> go(holdout.next(), "TREATED"));
      case Node.Act act -> new Next.Do(act.action(), act.next());
      case Node.Goal goal -> new Next.End("FINISHED");
      case Node.Exit exit -> new Next.End("FINISHED");
    };
  }

  private static Next go(String node, String outcome) {
    return new Next.Go(node, outcome, Optional.empty());
  }

  /// Goal and exits hold at any point, whatever was known first.
  private static Optional<String> left(
      Definition definition, Instance one, Knowledge known, Instant now) {
    Instant first = null;
    String why = null;
    for (var entry : definition.nodes().entrySet()) {
      var match =
          switch (entry.getValue()) {
            case Node.Goal goal -> goal.event();
            case Node.Exit exit -> exit.event();
            default -> null;
          };
      if (match != null) {
        var event = known.happened(match, one, now);
        if (event.isPresent() && (first == null || event.get().at().isBefore(first))) {
          first = event.get().at();
          why = entry.getValue() instanceof Node.Goal ? "GOAL" : "LEFT " + entry.getKey();
        }
      }
    }
    return Optional.ofNullable(why);
  }

  private static Next wait(Node.Wait wait, Instance one, Knowledge known, Instant now) {
    var until = one.arrivedAt().plus(wait.timeout());
    var end = until.isBefore(now) ? until : now;
    switch (wait.until()) {
      case Node.Until.Happens happens -> {
        var event = known.unused(happens.event(), one, end);
        if (event.isPresent()) {
          return new Next.Go(wait.then(), "HAPPENED", Optional.of(event.get().fact()));
        }
      }
      case Node.Until.Holds holds -> {
        if (known.holds(holds.condition(), one, end)) {
          return go(wait.then(), "HAPPENED");
        }
      }
    }
    return now.isBefore(until) ? new Next.Sleep(until) : go(wait.otherwise(), "TIMED_OUT");
  }

  private static Next delay(Node.Delay delay, Instance one, ZoneId zone, Instant now) {
    if (delay.pause() instanceof Node.Pause.Around around) {
      var date = date(one, around.property(), zone);
      if (date.isEmpty()) {
        return go(delay.next(), "NO_DATE");
      }
      if (delay.passed() != null && now.isAfter(at(date.get(), LocalTime.MAX, zone))) {
        return go(delay.passed(), "PASSED");
      }
      return until(delay, at(date.get().plusDays(around.days()), around.time(), zone), now);
    }
    return until(delay, end(delay.pause(), one.arrivedAt(), zone), now);
  }

  private static Next until(Node.Delay delay, Instant until, Instant now) {
    return now.isBefore(until) ? new Next.Sleep(until) : go(delay.next(), "WAITED");
  }

  private static Instant end(Node.Pause pause, Instant arrived, ZoneId zone) {
    return switch (pause) {
      case Node.Pause.For time -> arrived.plus(time.time());
      case Node.Pause.At at -> {
        var day = LocalDate.ofInstant(arrived, zone).plusDays(at.days());
        var then = at(day, at.time(), zone);
        yield then.isBefore(arrived) ? at(day.plusDays(1), at.time(), zone) : then;
      }
      case Node.Pause.Around around -> arrived;
    };
  }

  /// A local time that the clocks jump over is the moment after the jump; one that comes twice is
  /// the first.
  static Instant at(LocalDate day, LocalTime time, ZoneId zone) {
    return ZonedDateTime.of(day, time, zone).toInstant();
  }

  private static Optional<LocalDate> date(Instance one, String property, ZoneId zone) {
    return Match.Properties.first(one.entry(), property)
        .flatMap(text -> {
          try {
            return Optional.of(
                text.length() > 10
                    ? OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDate()
                    : LocalDate.parse(text));
          } catch (DateTimeException e) {
            return Optional.empty();
          }
        });
  }

  private static String lot(Node.Split split, String journey, Instance one) {
    double place =
        Bucketing.hash("split " + journey + " " + one.node(), one.person().toString(), 2)
            .orElseThrow();
    double sum = 0;
    for (var share : split.shares()) {
      sum += share.partBp() / 10_000d;
      if (place < sum) {
        return share.next();
      }
    }
    return split.shares().getLast().next();
  }

  /// Who is left alone by everything is told apart from who is left alone by this journey: only the
  /// second are like the treated in everything else.
  private static Optional<String> heldBy(
      String journey, Node.Holdout holdout, PersonId person, Knowledge known) {
    if (known.leftAlone().getAsBoolean()) {
      return Optional.of("GLOBAL");
    }
    return new Holdout(Holdouts.seed(journey), holdout.shareBp() / 10_000d).holds(person.toString())
        ? Optional.of("JOURNEY")
        : Optional.empty();
  }
}
