package changke.identity;

import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The way back in by mail, and changing the password. Whoever asks gets the same answer in the
/// same time, whether the address is known or not: asking only writes it down, a job looks it up.
@Component
public class Recovery {

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int ASKS_PER_NETWORK = 20;
  private static final int LETTERS_PER_PERSON = 3;
  private static final int BATCH = 20;
  private static final int LONGEST_ADDRESS = 254;

  private final People people;
  private final Passwords passwords;
  private final RecoveryAsks asks;
  private final Tickets tickets;
  private final Sessions sessions;
  private final ApiTokenRows tokens;
  private final PasskeyRows passkeys;
  private final Letters letters;
  private final Throttle throttle;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Recovery(
      People people,
      Passwords passwords,
      RecoveryAsks asks,
      Tickets tickets,
      Sessions sessions,
      ApiTokenRows tokens,
      PasskeyRows passkeys,
      Letters letters,
      Throttle throttle,
      Audit audit,
      Ids ids,
      Clock clock,
      TransactionTemplate transaction) {
    this.people = people;
    this.passwords = passwords;
    this.asks = asks;
    this.tickets = tickets;
    this.sessions = sessions;
    this.tokens = tokens;
    this.passkeys = passkeys;
    this.letters = letters;
    this.throttle = throttle;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    this.transaction = transaction;
  }

  /// How setting a password went.
  public sealed interface Reset {}

  /// `passkeys` still open the account: they may be the owner's way in, or somebody else's.
  public record Done(int passkeys) implements Reset {}

  /// The link is unknown, used or too old.
  public record Gone() implements Reset {}

  public record Refused(SignUp.Problem problem) implements Reset {}

  /// Writes down that somebody asks for this address; false when too many did from this network
  /// address.
  public boolean ask(String email, String network) {
    if (throttle.attempt("recovery", network, ASKS_PER_NETWORK, WINDOW).isPositive()) {
      return false;
    }
    var key = People.key(email);
    asks.insert(
        ids.next(), key.substring(0, Math.min(LONGEST_ADDRESS, key.length())), clock.instant());
    return true;
  }

  /// Answers those who asked; unknown addresses get nothing.
  public void answerDue() {
    transaction.executeWithoutResult(status ->
        asks.take(BATCH)
            .forEach(key ->
                people.findByEmail(key).map(People.Credentials::person).ifPresent(this::answer)));
  }

  private void answer(Person person) {
    var often =
        throttle
            .attempt("recovery letters", person.id().toString(), LETTERS_PER_PERSON, WINDOW)
            .isPositive();
    if (!often) {
      var key = People.key(person.email());
      letters.wayBack(person, tickets.issue(Tickets.Purpose.RECOVER, person.id(), key));
      audit.note(null, "recovery.asked", "person " + person.id());
    }
  }

  /// Whether the link still works; looking does not use it up.
  public boolean opens(String ticket) {
    return tickets.look(Tickets.Purpose.RECOVER, ticket).isPresent();
  }

  /// Sets a new password with the link. All sessions and all tokens for programs end. A second
  /// factor stays as it is, and so do passkeys: the letter and the answer tell of them.
  public Reset reset(String ticket, String password) {
    var problem = Passwords.problem(password);
    if (problem != null) {
      return new Refused(problem);
    }
    if (!opens(ticket)) {
      return new Gone();
    }
    var hash = passwords.hash(password);
    var done =
        transaction.execute(status ->
            tickets
                .use(Tickets.Purpose.RECOVER, ticket)
                .flatMap(used -> reset(used, hash))
                .map(person -> new Done(passkeys.of(person).size())));
    return done != null && done.isPresent() ? done.get() : new Gone();
  }

  private Optional<PersonId> reset(Tickets.Ticket used, String hash) {
    var person = people.find(used.person()).orElseThrow();
    if (!People.key(person.email()).equals(used.emailKey())) {
      return Optional.empty();
    }
    people.verify(person.id(), used.emailKey(), clock.instant());
    renew(person, hash, null);
    var ended = tokens.revokeAll(person.id(), clock.instant());
    letters.recovered(person, ended, passkeys.of(person.id()).size());
    audit.note(
        person.id(), "password.recovered", "person " + person.id() + ", tokens ended: " + ended);
    return Optional.of(person.id());
  }

  /// Changes the password of somebody who has confirmed it lately; every other session ends.
  public Reset change(Person person, Session kept, String password) {
    var problem = Passwords.problem(password);
    if (problem != null) {
      return new Refused(problem);
    }
    var hash = passwords.hash(password);
    transaction.executeWithoutResult(status -> {
      renew(person, hash, kept);
      letters.passwordChanged(person);
      audit.note(person.id(), "password.changed", "person " + person.id());
    });
    return new Done(0);
  }

  private void renew(Person person, String hash, @Nullable Session kept) {
    people.lock(person.id());
    people.rehash(person.id(), hash);
    sessions.endOthers(person.id(), kept == null ? null : kept.id());
    tickets.drop(Tickets.Purpose.RECOVER, person.id());
    tickets.drop(Tickets.Purpose.SECOND_FACTOR, person.id());
  }
}
