package changke.identity;

import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Whether an address is really its person's, and moving to another one.
@Component
public class MailAddresses {

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int LETTERS_PER_PERSON = 3;

  private final People people;
  private final Tickets tickets;
  private final AddressChanges changes;
  private final Letters letters;
  private final Throttle throttle;
  private final Audit audit;
  private final Clock clock;

  MailAddresses(
      People people,
      Tickets tickets,
      AddressChanges changes,
      Letters letters,
      Throttle throttle,
      Audit audit,
      Clock clock) {
    this.people = people;
    this.tickets = tickets;
    this.changes = changes;
    this.letters = letters;
    this.throttle = throttle;
    this.audit = audit;
    this.clock = clock;
  }

  /// How asking for a letter or opening its link went.
  public enum Answer {
    DONE,
    /// The other end has to say yes too.
    OTHER_END,
    /// The link is unknown, used or too old.
    GONE,
    /// Not an address, or the present one.
    UNFIT,
    TOO_MANY
  }

  /// Sends the link that proves the address, for a newcomer or again.
  @Transactional
  public Answer sendProof(Person person) {
    if (person.verified()) {
      return Answer.DONE;
    }
    if (isTooOften(person.id())) {
      return Answer.TOO_MANY;
    }
    var key = People.key(person.email());
    letters.verify(person, tickets.issue(Tickets.Purpose.VERIFY, person.id(), key));
    return Answer.DONE;
  }

  /// Whether the ticket still proves an address; looking does not use it up, because mail programs
  /// open links before people do.
  public boolean proves(String ticket) {
    return tickets.look(Tickets.Purpose.VERIFY, ticket).isPresent();
  }

  @Transactional
  public Answer prove(String ticket) {
    return tickets
            .use(Tickets.Purpose.VERIFY, ticket)
            .filter(used -> people.verify(used.person(), used.emailKey(), clock.instant()))
            .isPresent()
        ? Answer.DONE
        : Answer.GONE;
  }

  /// Asks both ends whether the person moves to `fresh`. Where the present address was never proved
  /// (a slip at sign-up) the new end alone decides. An address that somebody else has gets no
  /// letter, and the answer does not tell.
  @Transactional
  public Answer move(Person person, String fresh) {
    var email = fresh.strip();
    if (!Identity.isAddress(email) || People.key(email).equals(People.key(person.email()))) {
      return Answer.UNFIT;
    }
    if (isTooOften(person.id())) {
      return Answer.TOO_MANY;
    }
    people.lock(person.id());
    changes.put(person.id(), email, !person.verified(), clock.instant());
    tickets.drop(Tickets.Purpose.TAKE_ADDRESS, person.id());
    tickets.drop(Tickets.Purpose.LEAVE_ADDRESS, person.id());
    audit.note(person.id(), "address.move-asked", "person " + person.id());
    if (person.verified()) {
      letters.leaveAddress(
          person,
          email,
          tickets.issue(Tickets.Purpose.LEAVE_ADDRESS, person.id(), People.key(person.email())));
    }
    if (people.findByEmail(email).isEmpty()) {
      letters.takeAddress(
          person,
          email,
          tickets.issue(Tickets.Purpose.TAKE_ADDRESS, person.id(), People.key(email)));
    }
    return Answer.OTHER_END;
  }

  /// The address that the person is moving to.
  public Optional<String> movingTo(PersonId person) {
    return waiting(person).map(AddressChanges.Change::email);
  }

  @Transactional
  public void stay(PersonId person) {
    people.lock(person);
    changes.remove(person);
    tickets.drop(Tickets.Purpose.TAKE_ADDRESS, person);
    tickets.drop(Tickets.Purpose.LEAVE_ADDRESS, person);
  }

  public boolean leaves(String ticket) {
    return tickets.look(Tickets.Purpose.LEAVE_ADDRESS, ticket).isPresent();
  }

  public boolean takes(String ticket) {
    return tickets.look(Tickets.Purpose.TAKE_ADDRESS, ticket).isPresent();
  }

  /// The old end says yes, or no: then nothing moves.
  @Transactional
  public Answer leave(String ticket, boolean yes) {
    var used = tickets.use(Tickets.Purpose.LEAVE_ADDRESS, ticket);
    if (used.isEmpty()) {
      return Answer.GONE;
    }
    var person = used.get().person();
    if (!yes) {
      stay(person);
      audit.note(person, "address.move-refused", "person " + person);
      return Answer.DONE;
    }
    people.lock(person);
    changes.leave(person, clock.instant());
    return moveIfBoth(person);
  }

  /// The new end says yes.
  @Transactional
  public Answer take(String ticket) {
    var used = tickets.use(Tickets.Purpose.TAKE_ADDRESS, ticket);
    if (used.isEmpty()) {
      return Answer.GONE;
    }
    people.lock(used.get().person());
    var change = waiting(used.get().person());
    if (change.isEmpty() || !change.get().emailKey().equals(used.get().emailKey())) {
      return Answer.GONE;
    }
    changes.take(used.get().person(), clock.instant());
    return moveIfBoth(used.get().person());
  }

  private Answer moveIfBoth(PersonId id) {
    var change = waiting(id);
    if (change.isEmpty()) {
      return Answer.GONE;
    }
    if (!change.get().left() || !change.get().taken()) {
      return Answer.OTHER_END;
    }
    var before = people.find(id).orElseThrow();
    changes.remove(id);
    if (!people.move(id, change.get().email(), clock.instant())) {
      return Answer.GONE;
    }
    tickets.drop(Tickets.Purpose.RECOVER, id);
    tickets.drop(Tickets.Purpose.VERIFY, id);
    letters.addressChanged(people.find(id).orElseThrow(), before.email());
    audit.note(id, "address.moved", "person " + id);
    return Answer.DONE;
  }

  private Optional<AddressChanges.Change> waiting(PersonId person) {
    return changes.find(person, clock.instant().minus(Tickets.Purpose.TAKE_ADDRESS.lasts()));
  }

  private boolean isTooOften(PersonId person) {
    return throttle
        .attempt("address letters", person.toString(), LETTERS_PER_PERSON, WINDOW)
        .isPositive();
  }
}
