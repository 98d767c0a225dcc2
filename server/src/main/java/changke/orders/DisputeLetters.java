package changke.orders;

import changke.identity.Identity;
import changke.identity.Operators;
import changke.identity.Right;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.messaging.Letter;
import changke.messaging.Messaging;
import changke.messaging.Recipient;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What the parties of a complaint are written: whoever has the turn, and both when it is decided.
/// What people wrote to each other stays on the page; a letter says that it is there.
@Component
class DisputeLetters {

  private static final int OWNERS = 5;
  private static final int OPERATORS = 10;

  private final Messaging messaging;
  private final Letters letters;
  private final Merchants merchants;
  private final Identity identity;
  private final Operators operators;
  private final Purchases purchases;
  private final Clock clock;
  private final ZoneId zone;

  DisputeLetters(
      Messaging messaging,
      Letters letters,
      Merchants merchants,
      Identity identity,
      Operators operators,
      Purchases purchases,
      Clock clock,
      @Value("${changke.pages.zone:Asia/Shanghai}") ZoneId zone) {
    this.messaging = messaging;
    this.letters = letters;
    this.merchants = merchants;
    this.identity = identity;
    this.operators = operators;
    this.purchases = purchases;
    this.clock = clock;
    this.zone = zone;
  }

  /// To the buyer: it is written down, and silence decides for you.
  record WeHaveYourComplaint(String number, String title, String until, String link)
      implements Letter {}

  /// To the buyer: the shop has answered, it is your turn.
  record TheShopHasAnswered(String number, String title, String until, String link)
      implements Letter {}

  /// To the buyer: the operators decide.
  record OperatorsLookIntoIt(String number, String title, String until, String link)
      implements Letter {}

  /// To the buyer: another card is there.
  record YourCardWasReplaced(String number, String title, String link) implements Letter {}

  /// To the buyer: the money comes back.
  record YourMoneyComesBack(String number, String title, String link) implements Letter {}

  /// To the buyer: the operators found the card good.
  record YourComplaintWasRejected(String number, String title, String link) implements Letter {}

  /// To the buyer: it rests, and can be taken up again.
  record YourComplaintRests(String number, String title, String link) implements Letter {}

  /// To the shop: a buyer waits for an answer.
  record ABuyerComplains(String number, String title, String until, String link)
      implements Letter {}

  /// To the operators who may decide: somebody called.
  record AComplaintNeedsYou(String number, String title, String until, String link)
      implements Letter {}

  /// To the shop: how it ended.
  record AComplaintWasDecided(String number, String title, String link) implements Letter {}

  void opened(Order order, Complaint complaint) {
    var until = complaint.answerBy();
    buyer(
        order,
        complaint,
        "opened",
        at -> new WeHaveYourComplaint(at.number(), at.title(), at.time(until), at.link()));
    shop(
        order,
        complaint,
        "opened",
        at -> new ABuyerComplains(at.number(), at.title(), at.time(until), at.link()));
  }

  /// Whoever has the turn now is told; an operator's turn is told to the buyer.
  void turned(Order order, Complaint complaint) {
    var until = complaint.answerBy();
    var mark = OrderRows.word(complaint.turn()) + until.toEpochMilli();
    switch (complaint.turn()) {
      case BUYER ->
          buyer(
              order,
              complaint,
              mark,
              at -> new TheShopHasAnswered(at.number(), at.title(), at.time(until), at.link()));
      case OPERATOR -> {
        buyer(
            order,
            complaint,
            mark,
            at -> new OperatorsLookIntoIt(at.number(), at.title(), at.time(until), at.link()));
        operators(order, complaint);
      }
      case MERCHANT, HOUSE ->
          shop(
              order,
              complaint,
              mark,
              at -> new ABuyerComplains(at.number(), at.title(), at.time(until), at.link()));
    }
  }

  void decided(Order order, Complaint complaint) {
    buyer(
        order,
        complaint,
        "decided",
        at ->
            switch (complaint.state()) {
              case REPLACED -> new YourCardWasReplaced(at.number(), at.title(), at.link());
              case REFUNDED -> new YourMoneyComesBack(at.number(), at.title(), at.link());
              case REJECTED -> new YourComplaintWasRejected(at.number(), at.title(), at.link());
              case CLOSED, OPEN -> new YourComplaintRests(at.number(), at.title(), at.link());
            });
    shop(
        order,
        complaint,
        "decided",
        at -> new AComplaintWasDecided(at.number(), at.title(), at.link()));
  }

  /// What every letter about a complaint names, in its reader's language.
  private record About(String number, String title, String link, Locale language, ZoneId zone) {

    String time(Instant instant) {
      return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
          .withLocale(language)
          .format(instant.atZone(zone));
    }
  }

  private void buyer(
      Order order, Complaint complaint, String what, Function<About, Letter> letter) {
    var to = Letters.recipient(order);
    queue(order, complaint, what, to, letters.buyersLink(order), letter);
  }

  private void shop(Order order, Complaint complaint, String what, Function<About, Letter> letter) {
    var shop = merchants.shop(complaint.merchant()).orElseThrow();
    var link = letters.address() + "/workbench/" + shop.slug() + "/complaints/" + complaint.id();
    for (var owner : owners(complaint)) {
      identity
          .find(owner)
          .ifPresent(person -> {
            var to = new Recipient(person.id(), person.email(), person.language());
            queue(order, complaint, what + ":" + person.id(), to, link, letter);
          });
    }
  }

  private void operators(Order order, Complaint complaint) {
    var link = letters.address() + "/backoffice/complaints/" + complaint.id();
    operators.all().stream()
        .filter(person -> person.may(Right.REFUNDS))
        .limit(OPERATORS)
        .forEach(person ->
            queue(
                order,
                complaint,
                "called:" + person.id(),
                new Recipient(person.id(), person.email(), person.language()),
                link,
                at ->
                    new AComplaintNeedsYou(
                        at.number(), at.title(), at.time(complaint.answerBy()), at.link())));
  }

  private List<PersonId> owners(Complaint complaint) {
    return merchants.staff(complaint.merchant()).stream()
        .filter(clerk -> clerk.role() == Clerk.Role.OWNER)
        .map(Clerk::person)
        .limit(OWNERS)
        .toList();
  }

  private void queue(
      Order order,
      Complaint complaint,
      String what,
      Recipient to,
      String link,
      Function<About, Letter> letter) {
    var key = "complaint:" + complaint.id() + ":" + what;
    var title =
        order.lines().get(complaint.position() - 1).title().in(to.language().toLanguageTag());
    messaging.queue(
        key, to, letter.apply(new About(order.number(), title, link, to.language(), zone)));
    purchases.step(order.id(), "letter", complaint.position(), clock.instant(), key, "house");
  }
}
