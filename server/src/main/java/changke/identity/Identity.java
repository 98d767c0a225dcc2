package changke.identity;

import changke.shared.Ids;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// People joining, signing in and what they may do.
@Component
public class Identity {

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+");
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int TRIES_PER_ACCOUNT = 10;
  private static final int TRIES_PER_ADDRESS = 40;
  private static final int JOINS_PER_ADDRESS = 20;

  private final People people;
  private final Passwords passwords;
  private final Throttle throttle;
  private final Invitations invitations;
  private final Tickets tickets;
  private final SecondFactor secondFactor;
  private final MailAddresses addresses;
  private final Audit audit;
  private final TransactionOperations transaction;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;

  Identity(
      People people,
      Passwords passwords,
      Throttle throttle,
      Invitations invitations,
      Tickets tickets,
      SecondFactor secondFactor,
      MailAddresses addresses,
      Audit audit,
      TransactionOperations transaction,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.people = people;
    this.passwords = passwords;
    this.throttle = throttle;
    this.invitations = invitations;
    this.tickets = tickets;
    this.secondFactor = secondFactor;
    this.addresses = addresses;
    this.audit = audit;
    this.transaction = transaction;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// Makes a person and sends the link that proves the address; `address` is the network address
  /// that asks.
  public SignUp.Result join(SignUp form, String address) {
    var problem = problem(form);
    if (problem != null) {
      return new SignUp.Refused(problem);
    }
    if (throttle.attempt("join", address, JOINS_PER_ADDRESS, WINDOW).isPositive()) {
      return new SignUp.Refused(SignUp.Problem.TOO_MANY);
    }
    var result = enrol(form);
    if (result instanceof SignUp.Joined joined) {
      addresses.sendProof(joined.person());
    }
    return result;
  }

  /// Makes a person without asking how often: for the demo and for tests. An operator made here has
  /// all rights.
  public SignUp.Result enrol(SignUp form, Role... roles) {
    var id = new PersonId(ids.next());
    var now = clock.instant();
    var hash = passwords.hash(form.password());
    var joined =
        transaction.execute(status -> {
          var inserted = people.insert(id, form, hash, now);
          if (inserted) {
            facts.publishEvent(new PersonJoined(ids.next(), id, now));
          }
          return inserted;
        });
    if (!Boolean.TRUE.equals(joined)) {
      return new SignUp.Known();
    }
    for (var role : roles) {
      people.grant(id, role, now);
      if (role == Role.OPERATOR) {
        people.empower(id, Right.EVERYTHING, null, now);
      }
    }
    return new SignUp.Joined(people.find(id).orElseThrow());
  }

  /// Whether this is still the person who signed in: the same tries are counted as for signing in.
  public PasswordCheck confirm(Person person, String password, String address) {
    return check(person.email(), password, address);
  }

  public SignIn signIn(String email, String password, String address) {
    return switch (check(email, password, address)) {
      case PasswordCheck.Right(var person) ->
          secondFactor.isOn(person.id())
              ? new SignIn.SecondStep(
                  tickets.issue(
                      Tickets.Purpose.SECOND_FACTOR, person.id(), People.key(person.email())))
              : new SignIn.Welcome(person);
      case PasswordCheck.Wrong wrong -> new SignIn.Wrong();
      case PasswordCheck.Later(var pause) -> new SignIn.Later(pause);
    };
  }

  /// The second step: a code of the app or a recovery code, with the ticket of the first.
  public SignIn secondStep(String ticket, String code) {
    var found = tickets.look(Tickets.Purpose.SECOND_FACTOR, ticket);
    if (found.isEmpty()) {
      return new SignIn.Expired();
    }
    return switch (secondFactor.check(found.get().person(), code)) {
      case SecondFactor.Right right ->
          tickets
              .use(Tickets.Purpose.SECOND_FACTOR, ticket)
              .flatMap(used -> people.find(used.person()))
              .<SignIn>map(SignIn.Welcome::new)
              .orElseGet(SignIn.Expired::new);
      case SecondFactor.Wrong wrong -> new SignIn.Wrong();
      case SecondFactor.Later(var pause) -> new SignIn.Later(pause);
    };
  }

  private PasswordCheck check(String email, String password, String address) {
    var account = People.key(email);
    var wait = throttle.attempt("sign-in account", account, TRIES_PER_ACCOUNT, WINDOW);
    var waitHere = throttle.attempt("sign-in address", address, TRIES_PER_ADDRESS, WINDOW);
    if (wait.isPositive() || waitHere.isPositive()) {
      return new PasswordCheck.Later(wait.compareTo(waitHere) > 0 ? wait : waitHere);
    }
    if (password.length() > Passwords.LONGEST) {
      return new PasswordCheck.Wrong();
    }
    var found = people.findByEmail(email);
    var hash = found.map(People.Credentials::passwordHash).orElse(null);
    if (!passwords.matches(password, hash) || found.isEmpty() || hash == null) {
      return new PasswordCheck.Wrong();
    }
    var person = found.get().person();
    if (passwords.outdated(hash)) {
      people.rehash(person.id(), passwords.hash(password));
    }
    throttle.forgive("sign-in account", account);
    throttle.giveBack("sign-in address", address, WINDOW);
    return new PasswordCheck.Right(person);
  }

  public Optional<Person> find(PersonId id) {
    return people.find(id);
  }

  /// Those of these ids who are people of this house.
  public Map<PersonId, Person> find(Collection<PersonId> ids) {
    return people.find(ids).stream().collect(Collectors.toMap(Person::id, person -> person));
  }

  public Optional<Person> findByEmail(String email) {
    return people.findByEmail(email).map(People.Credentials::person);
  }

  /// People whose address or name begins like this, by address; everybody for an empty text.
  public Slice<Person> search(String beginning, int page) {
    var size = Slice.DEFAULT_SIZE;
    return Slice.cut(people.search(beginning, size + 1, page * size), page, size);
  }

  public void grant(PersonId id, Role role) {
    people.grant(id, role, clock.instant());
  }

  public void speak(PersonId id, Locale language) {
    people.speak(id, language);
  }

  public boolean hasOperator() {
    return people.anyoneWith(Role.OPERATOR);
  }

  /// A one-time token that makes whoever uses it an operator; for an installation that has none.
  public String inviteFirstOperator() {
    return invitations.issue(Role.OPERATOR);
  }

  /// Gives the person the role of the invitation, and all rights with an operator's; false when it
  /// is unknown, used or too old.
  @Transactional
  public boolean accept(String token, PersonId person) {
    var role = invitations.use(token);
    role.ifPresent(r -> {
      people.grant(person, r, clock.instant());
      if (r == Role.OPERATOR) {
        people.empower(person, Right.EVERYTHING, null, clock.instant());
      }
      audit.note(person, "operator.invited", "person " + person + " took a one-time link");
    });
    return role.isPresent();
  }

  private static SignUp.@org.jspecify.annotations.Nullable Problem problem(SignUp form) {
    var name = form.name().strip();
    if (name.isEmpty() || name.length() > 60) {
      return SignUp.Problem.NAME;
    }
    if (!isAddress(form.email())) {
      return SignUp.Problem.EMAIL;
    }
    return Passwords.problem(form.password());
  }

  static boolean isAddress(String email) {
    return email.length() <= 254 && EMAIL.matcher(email.strip()).matches();
  }
}
