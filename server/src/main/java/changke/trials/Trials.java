package changke.trials;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Flags and experiments: what they are for somebody, and where they stand.
@Component
public class Trials {

  private static final int LOG_PAGE = 50;

  private final Flags flags;
  private final TrialRows trials;
  private final VersionRows versions;
  private final DecisionRows decisions;
  private final Acquaintance acquaintance;
  private final Shown shown;

  Trials(
      Flags flags,
      TrialRows trials,
      VersionRows versions,
      DecisionRows decisions,
      Acquaintance acquaintance,
      Shown shown) {
    this.flags = flags;
    this.trials = trials;
    this.versions = versions;
    this.decisions = decisions;
    this.acquaintance = acquaintance;
    this.shown = shown;
  }

  /// Every trial, the last changed first; at most a thousand.
  public List<Trial> all() {
    return trials.all();
  }

  public Optional<Trial> find(String key) {
    return trials.find(key);
  }

  /// The last hundred versions, the newest first.
  public List<Version> versions(Trial trial) {
    return versions.of(trial.id());
  }

  /// What was done to a trial, the newest first, fifty at a time.
  public List<Decided> log(Trial trial, int page) {
    return decisions.of(trial.id(), LOG_PAGE, Math.clamp(page, 0, 200) * LOG_PAGE);
  }

  /// Whether every trial is switched off.
  public boolean isOff() {
    return flags.book().off();
  }

  /// Which variant a page of this house shows somebody; noted as shown, so ask only when it is.
  /// Empty where the page shall be as it always is: no such trial, not running, not among those who
  /// take part.
  public Optional<String> variant(String key, Subject subject) {
    var dealing = flags.book().find(key);
    if (dealing.isEmpty() || isOff() || subject.targetingKey().isEmpty()) {
      return Optional.empty();
    }
    var answer = dealing.get().answer(subject, acquaintance.of(subject));
    if (answer.why() == Answer.Why.SPLIT) {
      subject.known().ifPresent(who -> shown.note(dealing.get().trial(), who, answer.variant()));
    }
    return Optional.of(answer.variant()).filter(name -> !name.isEmpty());
  }

  /// What came of a question by a program.
  public sealed interface Evaluated {
    record Found(Answer answer) implements Evaluated {}

    record Missing() implements Evaluated {}

    /// Who is asking has to be said.
    record Nameless() implements Evaluated {}

    /// Not for programs with a public key.
    record Closed() implements Evaluated {}
  }

  /// What a flag is for somebody, as a program asks. Nothing is noted: the program tells what it
  /// really showed.
  public Evaluated evaluate(String key, Subject subject, boolean browser) {
    var book = flags.book();
    var dealing = book.find(key).orElse(null);
    if (dealing == null) {
      return new Evaluated.Missing();
    }
    if (browser && !dealing.trial().definition().browsers()) {
      return new Evaluated.Closed();
    }
    if (book.off()) {
      return new Evaluated.Found(dealing.off(Answer.Why.DISABLED));
    }
    return subject.targetingKey().isEmpty() && dealing.asksWho()
        ? new Evaluated.Nameless()
        : new Evaluated.Found(dealing.answer(subject, acquaintance.of(subject)));
  }

  /// Everything that a program may know of, in the order of the keys.
  ///
  /// @param number changes with every change to any trial
  /// @param nameless keys that cannot be answered without knowing who asks
  public record Everything(long number, List<Answer> answers, List<String> nameless) {}

  public Everything everything(Subject subject, boolean browser) {
    var book = flags.book();
    var known = acquaintance.of(subject);
    var answers = new ArrayList<Answer>();
    var nameless = new ArrayList<String>();
    book.all().keySet().stream()
        .sorted()
        .flatMap(key -> book.find(key).stream())
        .filter(dealing -> !browser || dealing.trial().definition().browsers())
        .forEach(dealing -> {
          if (book.off()) {
            answers.add(dealing.off(Answer.Why.DISABLED));
          } else if (subject.targetingKey().isEmpty() && dealing.asksWho()) {
            nameless.add(dealing.trial().key());
          } else {
            answers.add(dealing.answer(subject, known));
          }
        });
    return new Everything(book.number(), answers, nameless);
  }
}
