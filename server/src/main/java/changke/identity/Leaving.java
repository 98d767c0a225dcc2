package changke.identity;

import changke.messaging.Messaging;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The way out: name, address, password, sessions and every other way in are gone when it returns,
/// and every module takes out what it keeps ([PersonLeft]). Orders and books stay under a
/// pseudonym, because the law says so.
@Component
public class Leaving {

  private final People people;
  private final LeavingRows rows;
  private final Passwords passwords;
  private final Messaging messaging;
  private final Audit audit;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;

  Leaving(
      People people,
      LeavingRows rows,
      Passwords passwords,
      Messaging messaging,
      Audit audit,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.people = people;
    this.rows = rows;
    this.passwords = passwords;
    this.messaging = messaging;
    this.audit = audit;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// What came of a wish to leave.
  public enum Answer {
    DONE,
    /// An operator hands over first: another one takes the role away.
    OPERATOR,
    GONE
  }

  @Transactional
  public Answer leave(PersonId person) {
    var found = people.find(person);
    if (found.isEmpty()) {
      return Answer.GONE;
    }
    if (found.get().is(Role.OPERATOR)) {
      return Answer.OPERATOR;
    }
    var now = clock.instant();
    var left = new PersonLeft(ids.next(), person, now);
    rows.clear(person, left.pseudonym(), passwords.hash(Secrets.text()), now);
    messaging.forget(person, found.get().email());
    audit.note(person, "person.left", "person " + person);
    facts.publishEvent(left);
    return Answer.DONE;
  }
}
