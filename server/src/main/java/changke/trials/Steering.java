package changke.trials;

import changke.engine.trial.RollOut;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The daily look at every running trial: harm is always switched off; one that rolls out by itself
/// goes a step further, holds, stops or is shipped. Each look is kept with what was known, and
/// operators are told of everything but waiting.
@Component
class Steering {

  private static final Logger log = LoggerFactory.getLogger(Steering.class);

  private final TrialRows trials;
  private final DecisionRows decisions;
  private final ReadOuts readOuts;
  private final Following following;
  private final Editing editing;
  private final Notices notices;
  private final EditionRows editions;
  private final TransactionTemplate transaction;

  Steering(
      TrialRows trials,
      DecisionRows decisions,
      ReadOuts readOuts,
      Following following,
      Editing editing,
      Notices notices,
      EditionRows editions,
      TransactionTemplate transaction) {
    this.trials = trials;
    this.decisions = decisions;
    this.readOuts = readOuts;
    this.following = following;
    this.editing = editing;
    this.notices = notices;
    this.editions = editions;
    this.transaction = transaction;
  }

  /// Runs as a job; nothing moves while everything is switched off.
  void lookAtAll() {
    following.follow();
    if (editions.read().off()) {
      return;
    }
    for (var trial : trials.all()) {
      if (trial.state() == Trial.State.RUNNING) {
        try {
          look(trial);
        } catch (DataAccessException e) {
          log.error("trial {} was not looked at", trial.key(), e);
        }
      }
    }
  }

  /// What was decided.
  record Turn(Decided.Kind kind, Map<String, Object> evidence, int step) {}

  void look(Trial trial) {
    var counting = readOuts.count(trial);
    var decision = counting.decision();
    if (decision.isEmpty()) {
      return;
    }
    var turn = turn(trial, decision.get(), counting.readOut());
    transaction.executeWithoutResult(status -> {
      var before = decisions.lastByItself(trial.id(), trial.dealt()).map(Decided::kind);
      if (!editing.decide(trial, turn.kind(), turn.evidence(), turn.step())) {
        return;
      }
      var again =
          turn.kind() == Decided.Kind.HELD && before.filter(turn.kind()::equals).isPresent();
      if (turn.kind() != Decided.Kind.WAITED && !again) {
        notices.tell(
            trial,
            turn.kind(),
            turn.step(),
            turn.evidence(),
            trial.dealt() + ":" + turn.kind() + ":" + turn.step());
      }
    });
  }

  /// Without a roll-out of its own a trial only stops when it harms; the rest is for people to
  /// decide.
  static Turn turn(Trial trial, RollOut.Decision decision, ReadOut readOut) {
    var evidence = new LinkedHashMap<String, Object>();
    evidence.put("people", readOut.everybody());
    int step = trial.step();
    var staged = trial.definition().staged();
    return switch (decision) {
      case RollOut.RollBack harm -> {
        evidence.put("guardrail", harm.guardrail());
        evidence.put("bound", harm.bound());
        yield new Turn(Decided.Kind.HARM, evidence, step);
      }
      case RollOut.Hold hold -> {
        evidence.put("sampleRatioP", hold.sampleRatioP());
        yield new Turn(Decided.Kind.HELD, evidence, step);
      }
      case RollOut.Stop stop -> {
        evidence.put("bestCase", stop.bestCase());
        evidence.put("worthwhile", trial.definition().worthwhile());
        yield new Turn(staged ? Decided.Kind.FUTILE : Decided.Kind.WAITED, evidence, step);
      }
      case RollOut.Wait wait -> {
        evidence.put("here", wait.people());
        evidence.put("needed", wait.needed());
        yield new Turn(Decided.Kind.WAITED, evidence, step);
      }
      case RollOut.Advance advance -> {
        evidence.put("from", step);
        evidence.put("to", advance.toPercent());
        yield new Turn(Decided.Kind.ADVANCED, evidence, advance.toPercent());
      }
      case RollOut.Ship ship -> {
        evidence.put("estimate", ship.goal().estimate());
        evidence.put("low", ship.goal().low());
        evidence.put("high", ship.goal().high());
        yield new Turn(staged ? Decided.Kind.SHIPPED : Decided.Kind.WAITED, evidence, step);
      }
    };
  }
}
