package changke.backoffice.audience;

import changke.audience.Profiles;
import changke.identity.Person;
import changke.messaging.MessageLog;
import changke.messaging.Messaging;
import changke.orders.ComplaintLists;
import changke.orders.ComplaintSearch;
import changke.orders.OrderLists;
import changke.orders.OrderSearch;
import changke.rewards.Wallet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Everything about one person in the order of time: orders, complaints, points, letters, and what
/// they did on each day.
@Component
class Timeline {

  private static final int EACH = 50;
  private static final int MOST = 200;

  private final OrderLists orders;
  private final ComplaintLists complaints;
  private final Wallet wallet;
  private final Messaging messaging;
  private final MessageLog log;

  Timeline(
      OrderLists orders,
      ComplaintLists complaints,
      Wallet wallet,
      Messaging messaging,
      MessageLog log) {
    this.orders = orders;
    this.complaints = complaints;
    this.wallet = wallet;
    this.messaging = messaging;
    this.log = log;
  }

  /// @param person null for somebody who never signed up: there is only behaviour then
  List<Moment> of(@Nullable Person person, Profiles.Knowledge known, ZoneId zone, Locale language) {
    var moments = new ArrayList<Moment>();
    known
        .days()
        .forEach(done ->
            moments.add(
                new Moment(
                    done.day(),
                    null,
                    "chart",
                    "audience.timeline.did",
                    List.of(KindNames.of(done.kind()), done.times()),
                    null)));
    if (person != null) {
      orders(person, zone, language, moments);
      complaints(person, zone, moments);
      points(person, zone, language, moments);
      letters(person, zone, moments);
      messages(person, zone, moments);
    }
    moments.sort(
        Comparator.comparing(Moment::day)
            .thenComparing(Moment::at, Comparator.nullsFirst(Comparator.naturalOrder()))
            .reversed());
    return moments.subList(0, Math.min(MOST, moments.size()));
  }

  private void orders(Person person, ZoneId zone, Locale language, List<Moment> into) {
    var search = new OrderSearch(person.id().toString(), null, null, null, null);
    for (var order : orders.search(search, 0, EACH).rows()) {
      into.add(
          moment(
              order.placedAt(),
              zone,
              "cart",
              "audience.timeline.order",
              List.of(
                  order.number(),
                  order.title().in(language.getLanguage()),
                  order.total(),
                  "workbench.order." + order.state().name().toLowerCase(Locale.ROOT)),
              "/backoffice/orders/" + order.number()));
    }
  }

  private void complaints(Person person, ZoneId zone, List<Moment> into) {
    for (var which : List.of(ComplaintSearch.Which.OPEN, ComplaintSearch.Which.DECIDED)) {
      var search = new ComplaintSearch(which, person.email(), null);
      for (var one : complaints.search(search, 0, EACH).rows()) {
        into.add(
            moment(
                one.complaint().madeAt(),
                zone,
                "bell",
                "audience.timeline.complaint",
                List.of(one.number(), one.complaint().text()),
                "/backoffice/complaints/" + one.complaint().id()));
      }
    }
  }

  private void points(Person person, ZoneId zone, Locale language, List<Moment> into) {
    for (var entry : wallet.entries(person.id(), Long.MAX_VALUE, EACH)) {
      into.add(
          moment(
              entry.at(),
              zone,
              "star",
              "audience.timeline.points",
              List.of(entry.points(), entry.what().in(language.getLanguage())),
              null));
    }
  }

  private void letters(Person person, ZoneId zone, List<Moment> into) {
    for (var letter : messaging.to(person.id(), EACH)) {
      into.add(
          moment(
              letter.queuedAt(),
              zone,
              "mail",
              "audience.timeline.letter",
              List.of(letter.subject(), "audience.letter." + letter.state()),
              null));
    }
  }

  /// What the person was told, and what not and why.
  private void messages(Person person, ZoneId zone, List<Moment> into) {
    for (var told : log.of(person.id(), 0, EACH).rows()) {
      var reason = told.reason();
      into.add(
          moment(
              told.asked(),
              zone,
              "bell",
              reason == null ? "messages.moment" : "messages.moment.reason",
              reason == null
                  ? List.of(told.subject(), "messages.state." + told.state())
                  : List.of(
                      told.subject(),
                      "messages.state." + told.state(),
                      "messages.reason." + reason),
              "/backoffice/messages/people/" + person.id()));
    }
  }

  private static Moment moment(
      Instant at,
      ZoneId zone,
      String icon,
      String word,
      List<Object> parameters,
      @Nullable String link) {
    return new Moment(LocalDate.ofInstant(at, zone), at, icon, word, parameters, link);
  }
}
