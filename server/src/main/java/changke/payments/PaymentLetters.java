package changke.payments;

import changke.identity.Identity;
import changke.identity.Operators;
import changke.identity.Person;
import changke.identity.Right;
import changke.messaging.Letter;
import changke.messaging.Messaging;
import changke.messaging.Recipient;
import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// What is written about money: to operators when a channel's keys change, to members at each step
/// of a withdrawal. Queued with the step that it tells.
@Component
class PaymentLetters {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final Messaging messaging;
  private final Identity identity;
  private final Operators operators;
  private final Environment environment;

  PaymentLetters(
      Messaging messaging, Identity identity, Operators operators, Environment environment) {
    this.messaging = messaging;
    this.identity = identity;
    this.operators = operators;
    this.environment = environment;
  }

  /// Somebody changes the keys of a channel; until then it can be stopped.
  record PaymentKeysAreChanging(String channel, String by, String address, String from, String link)
      implements Letter {}

  record PaymentKeysStay(String channel, String by) implements Letter {}

  record YourWithdrawalIsNoted(String amount, String account, String link) implements Letter {}

  record YourWithdrawalIsApproved(String amount, String account) implements Letter {}

  record YourWithdrawalIsPaid(String amount, String account, String reference) implements Letter {}

  record YourWithdrawalIsRefused(String amount, String reason, String link) implements Letter {}

  record YourWithdrawalIsCancelled(String amount, String link) implements Letter {}

  record YourBalanceWasPutRight(String amount, String reason, String link) implements Letter {}

  /// Nobody's balance changes in silence.
  void corrected(Correction correction) {
    identity
        .find(correction.person())
        .ifPresent(person ->
            messaging.queue(
                "correction:" + correction.id(),
                new Recipient(person.id(), person.email(), person.language()),
                new YourBalanceWasPutRight(
                    correction.amount().toString(),
                    correction.reason(),
                    address() + "/my/wallet")));
  }

  void changing(Channel channel, CredentialChange change) {
    var link = address() + "/backoffice/payments/channels/" + channel.id();
    for (var operator : concerned()) {
      var name = channel.name().in(operator.language().getLanguage());
      messaging.queue(
          "payment-keys:" + change.id() + ":" + operator.id(),
          new Recipient(operator.id(), operator.email(), operator.language()),
          new PaymentKeysAreChanging(
              name,
              who(change.askedBy()),
              change.askedFrom(),
              TIME.format(change.activeFrom()),
              link));
    }
  }

  private List<Person> concerned() {
    return operators.all().stream()
        .filter(person -> person.may(Right.PAYMENTS_CREDENTIALS))
        .toList();
  }

  void stopped(Channel channel, String by, Instant at) {
    for (var operator : concerned()) {
      messaging.queue(
          "payment-keys-stay:" + channel.id() + ":" + at.toEpochMilli() + ":" + operator.id(),
          new Recipient(operator.id(), operator.email(), operator.language()),
          new PaymentKeysStay(channel.name().in(operator.language().getLanguage()), who(by)));
    }
  }

  void withdrawal(Withdrawal withdrawal) {
    var amount = withdrawal.amount().toString();
    var link = address() + "/my/wallet";
    var letter =
        switch (withdrawal.state()) {
          case ASKED -> new YourWithdrawalIsNoted(amount, withdrawal.shown(), link);
          case PAYING, BY_HAND -> new YourWithdrawalIsApproved(amount, withdrawal.shown());
          case PAID ->
              new YourWithdrawalIsPaid(
                  amount, withdrawal.shown(), String.valueOf(withdrawal.reference()));
          case REFUSED ->
              new YourWithdrawalIsRefused(amount, String.valueOf(withdrawal.reason()), link);
          case CANCELLED -> new YourWithdrawalIsCancelled(amount, link);
          case APPROVED_ONCE ->
              throw new IllegalArgumentException("nobody is written about a first approval");
        };
    identity
        .find(withdrawal.person())
        .ifPresent(person ->
            messaging.queue(
                "withdrawal:" + withdrawal.id() + ":" + letter.getClass().getSimpleName(),
                new Recipient(person.id(), person.email(), person.language()),
                letter));
  }

  /// The name of whoever is named by an id, else the words themselves.
  private String who(String by) {
    return by.length() == 36
        ? identity
            .find(new PersonId(UUID.fromString(by)))
            .map(person -> person.name() + " <" + person.email() + ">")
            .orElse(by)
        : by;
  }

  private String address() {
    var here = "http://localhost:" + environment.getProperty("local.server.port", "8080");
    return environment.getProperty("changke.url", here);
  }
}
