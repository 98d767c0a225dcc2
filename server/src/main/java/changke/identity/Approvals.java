package changke.identity;

import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The rule of two persons, for what moves money out: one operator asks for an act, another with
/// the same right says yes, then it is done once. Where nobody else has the right the one decides
/// alone, and that is written down: a shop of one person must not stand still.
@Component
public class Approvals {

  private static final Duration LASTS = Duration.ofDays(3);
  private static final int LISTED = 100;

  private final ApprovalRows rows;
  private final People people;
  private final Audit audit;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;

  Approvals(
      ApprovalRows rows,
      People people,
      Audit audit,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.people = people;
    this.audit = audit;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// A second operator has said yes or no. Told within the transaction of that answer, so that what
  /// is written down already can be done with it.
  public record Decided(
      String what, String about, PersonId askedBy, PersonId decidedBy, boolean granted) {}

  /// Whether an act may be done now.
  public enum Answer {
    /// Do it in this transaction: the yes is used up with it.
    GO,
    /// It waits for another operator; ask again with the same words afterwards.
    WAITS
  }

  /// How saying yes or no went.
  public enum Decision {
    DONE,
    /// Whoever asked does not say yes to it.
    YOUR_OWN,
    NOT_YOUR_RIGHT,
    /// Decided already, or too old.
    GONE
  }

  /// Asks to do `what` (a kind, as in the log) about a thing that is named with everything that
  /// matters, amount and receiver included: another amount is another act. Whoever asks for what
  /// somebody else has asked for already is the second one.
  @Transactional(propagation = Propagation.MANDATORY)
  public Answer ask(PersonId by, Right right, String what, String about) {
    var now = clock.instant();
    if (rows.use(what, about, now)) {
      audit.note(by, "approval.used", what + " " + about);
      return Answer.GO;
    }
    if (people.find(by).map(person -> person.may(right)).orElse(false)
        && rows.second(what, about, by, now)) {
      audit.note(by, "approval.granted", what + " " + about);
      return Answer.GO;
    }
    if (rows.others(right, by) == 0) {
      audit.note(by, "approval.alone", what + " " + about);
      return Answer.GO;
    }
    if (rows.ask(ids.next(), what, about, right, by, now, now.plus(LASTS))) {
      audit.note(by, "approval.asked", what + " " + about);
    }
    return Answer.WAITS;
  }

  /// Lets go of what waits for a yes to an act whose words begin so, because another act has taken
  /// its place or it was given up.
  @Transactional(propagation = Propagation.MANDATORY)
  public void lapse(String what, String beginning) {
    rows.lapse(what, beginning);
  }

  /// Whether this waits for a second operator now.
  public boolean waits(String what, String about) {
    return rows.waits(what, about, clock.instant());
  }

  /// What waits for a second operator, the oldest first.
  public List<Approval> waiting() {
    return rows.waiting(clock.instant(), LISTED);
  }

  @Transactional
  public Decision decide(PersonId by, UUID approval, boolean yes) {
    var found = rows.lock(approval, clock.instant());
    if (found.isEmpty()) {
      return Decision.GONE;
    }
    var asked = found.get();
    if (!people.find(by).map(person -> person.may(asked.right())).orElse(false)) {
      return Decision.NOT_YOUR_RIGHT;
    }
    if (yes && asked.askedBy().equals(by)) {
      return Decision.YOUR_OWN;
    }
    if (asked.askedBy().equals(by)) {
      rows.withdraw(approval);
    } else {
      rows.decide(approval, by, yes, clock.instant());
    }
    audit.note(
        by, yes ? "approval.granted" : "approval.refused", asked.what() + " " + asked.about());
    facts.publishEvent(new Decided(asked.what(), asked.about(), asked.askedBy(), by, yes));
    return Decision.DONE;
  }
}
