package changke.identity;

import changke.messaging.Letter;
import changke.messaging.Messaging;
import changke.messaging.Recipient;
import changke.shared.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// What people are written about their accounts, queued with the step that it tells.
@Component
class Letters {

  private final Messaging messaging;
  private final Environment environment;
  private final Ids ids;
  private final Clock clock;

  Letters(Messaging messaging, Environment environment, Ids ids, Clock clock) {
    this.messaging = messaging;
    this.environment = environment;
    this.ids = ids;
    this.clock = clock;
  }

  record ConfirmYourAddress(String name, String link) implements Letter {}

  record LeaveThisAddress(String name, String address, String link) implements Letter {}

  record TakeThisAddress(String name, String link) implements Letter {}

  record YourAddressChanged(String name, String address, String when) implements Letter {}

  record BackToYourAccount(String name, String link, long minutes) implements Letter {}

  record YourPasswordChanged(String name, String when, String link) implements Letter {}

  record YourAccountWasRecovered(String name, String when, int tokens, int passkeys, String link)
      implements Letter {}

  record NewBrowser(String name, String browser, String address, String when, String link)
      implements Letter {}

  record YourSignInChanged(String name, String change, String when, String link)
      implements Letter {}

  void verify(Person person, String ticket) {
    send(
        person,
        person.email(),
        new ConfirmYourAddress(person.name(), at("/verify-mail?ticket=" + ticket)));
  }

  void leaveAddress(Person person, String fresh, String ticket) {
    var link = at("/leave-address?ticket=" + ticket);
    send(person, person.email(), new LeaveThisAddress(person.name(), fresh, link));
  }

  void takeAddress(Person person, String fresh, String ticket) {
    send(person, fresh, new TakeThisAddress(person.name(), at("/take-address?ticket=" + ticket)));
  }

  /// Goes to the address that was left: its owner is the one to whom this may be news.
  void addressChanged(Person person, String left) {
    send(person, left, new YourAddressChanged(person.name(), person.email(), now(person)));
  }

  void wayBack(Person person, String ticket) {
    send(
        person,
        person.email(),
        new BackToYourAccount(
            person.name(),
            at("/recover/new?ticket=" + ticket),
            Tickets.Purpose.RECOVER.lasts().toMinutes()));
  }

  void passwordChanged(Person person) {
    send(
        person,
        person.email(),
        new YourPasswordChanged(person.name(), now(person), at("/recover")));
  }

  /// What the way back ended, and what still opens the account.
  void recovered(Person person, int tokens, int passkeys) {
    send(
        person,
        person.email(),
        new YourAccountWasRecovered(
            person.name(), now(person), tokens, passkeys, at("/my/security")));
  }

  void newBrowser(Person person, Session session) {
    send(
        person,
        person.email(),
        new NewBrowser(
            person.name(),
            Browser.of(session.browser()).name(),
            session.address(),
            written(session.startedAt(), person),
            at("/my/security")));
  }

  /// `change` names what was added or taken away, in words of both languages.
  void signInChanged(Person person, String chinese, String english) {
    var change = person.language().getLanguage().equals("zh") ? chinese : english;
    send(
        person,
        person.email(),
        new YourSignInChanged(person.name(), change, now(person), at("/my/security")));
  }

  private void send(Person person, String email, Letter letter) {
    messaging.queue(
        "account:" + ids.next(), new Recipient(person.id(), email, person.language()), letter);
  }

  private String now(Person person) {
    return written(clock.instant(), person);
  }

  private static String written(Instant at, Person person) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(person.language())
        .format(at.atZone(person.zone()));
  }

  private String at(String path) {
    var here = "http://localhost:" + environment.getProperty("local.server.port", "8080");
    return environment.getProperty("changke.url", here) + path;
  }
}
