package changke.identity;

import changke.shared.PersonId;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who runs the platform, and who of them may do what. Whoever grants gives away only what they
/// have themselves, and one operator with all rights always remains.
@Component
public class Operators {

  private final People people;
  private final OperatorRights rights;
  private final Audit audit;
  private final Clock clock;

  Operators(People people, OperatorRights rights, Audit audit, Clock clock) {
    this.people = people;
    this.rights = rights;
    this.audit = audit;
    this.clock = clock;
  }

  /// How a change of rights went.
  public enum Answer {
    DONE,
    /// Somebody gave away or took a right that they do not have.
    NOT_YOURS,
    /// Nobody would be left with all rights.
    LAST
  }

  /// All operators, the longest-standing first.
  public List<Person> all() {
    return rights.operators().stream().map(people::find).flatMap(Optional::stream).toList();
  }

  /// Makes the person an operator with exactly these rights; none at all means that they may look.
  @Transactional
  public Answer appoint(PersonId by, PersonId to, Set<Right> wanted) {
    rights.lock();
    var before = rights.of(to);
    var answer = decide(by, to, before, wanted);
    if (answer != Answer.DONE) {
      return answer;
    }
    people.grant(to, Role.OPERATOR, clock.instant());
    rights.replace(to, wanted, by, clock.instant());
    audit.note(
        by, "operator.rights", "person " + to + " " + codes(before) + " -> " + codes(wanted));
    return Answer.DONE;
  }

  /// The person is an operator no longer.
  @Transactional
  public Answer dismiss(PersonId by, PersonId who) {
    rights.lock();
    var before = rights.of(who);
    var answer = decide(by, who, before, Set.of());
    if (answer != Answer.DONE) {
      return answer;
    }
    rights.replace(who, Set.of(), by, clock.instant());
    people.revoke(who, Role.OPERATOR);
    audit.note(by, "operator.dismissed", "person " + who + " " + codes(before));
    return Answer.DONE;
  }

  private Answer decide(PersonId by, PersonId to, Set<Right> before, Set<Right> wanted) {
    var mine = rights.of(by);
    var changed = EnumSet.noneOf(Right.class);
    changed.addAll(before);
    changed.addAll(wanted);
    changed.removeIf(right -> before.contains(right) && wanted.contains(right));
    return OperatorRules.decide(mine, changed, before, wanted, rights.others(to));
  }

  private static String codes(Set<Right> rights) {
    return rights.isEmpty()
        ? "none"
        : String.join(",", rights.stream().map(Right::code).sorted().toList());
  }
}
