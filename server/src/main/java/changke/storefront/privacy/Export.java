package changke.storefront.privacy;

import changke.audience.Choices;
import changke.audience.Profiles;
import changke.audience.Segments;
import changke.catalog.Catalog;
import changke.catalog.Favourites;
import changke.identity.Person;
import changke.identity.Sessions;
import changke.messaging.MessageChoices;
import changke.messaging.MessageLog;
import changke.messaging.Messaging;
import changke.orders.Order;
import changke.orders.Orders;
import changke.payments.Payments;
import changke.rewards.Birthdays;
import changke.rewards.Rewards;
import changke.rewards.Wallet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Everything that the house keeps about one person, as one readable file.
@Component
class Export {

  private static final int MOST_PAGES = 400;
  private static final int MOST_ROWS = 10_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Profiles profiles;
  private final Segments segments;
  private final Choices choices;
  private final Orders orders;
  private final Payments payments;
  private final Rewards rewards;
  private final Wallet wallet;
  private final Birthdays birthdays;
  private final Favourites favourites;
  private final Messaging messaging;
  private final MessageLog messageLog;
  private final MessageChoices messageChoices;
  private final Sessions sessions;
  private final Catalog catalog;
  private final Clock clock;

  Export(
      Profiles profiles,
      Segments segments,
      Choices choices,
      Orders orders,
      Payments payments,
      Rewards rewards,
      Wallet wallet,
      Birthdays birthdays,
      Favourites favourites,
      Messaging messaging,
      MessageLog messageLog,
      MessageChoices messageChoices,
      Sessions sessions,
      Catalog catalog,
      Clock clock) {
    this.profiles = profiles;
    this.segments = segments;
    this.choices = choices;
    this.orders = orders;
    this.payments = payments;
    this.rewards = rewards;
    this.wallet = wallet;
    this.birthdays = birthdays;
    this.favourites = favourites;
    this.messaging = messaging;
    this.messageLog = messageLog;
    this.messageChoices = messageChoices;
    this.sessions = sessions;
    this.catalog = catalog;
    this.clock = clock;
  }

  byte[] of(Person person) {
    var all = new LinkedHashMap<String, Object>();
    all.put("exportedAt", clock.instant().toString());
    all.put("account", account(person));
    all.put("choices", choices.of(person.id()));
    all.put("behaviour", behaviour(person));
    all.put("orders", orders(person));
    all.put("wallet", payments.walletLines(person.id(), catalog.currency(), MOST_ROWS));
    all.put("points", wallet.entries(person.id(), Long.MAX_VALUE, MOST_ROWS));
    all.put("pointLots", rewards.lots(person.id()));
    all.put("favourites", favourites.of(person.id(), 0, Favourites.MOST).rows());
    all.put("letters", letters(person));
    all.put("messages", messages(person));
    all.put("messageChoices", messageChoices.said(person.id()));
    return JSON.writeValueAsBytes(all);
  }

  private Map<String, Object> account(Person person) {
    var account = new LinkedHashMap<String, Object>();
    account.put("id", person.id().toString());
    account.put("name", person.name());
    account.put("email", person.email());
    account.put("verified", person.verified());
    account.put("language", person.language().toLanguageTag());
    account.put("zone", person.zone().getId());
    account.put("roles", person.roles());
    birthdays.of(person.id()).ifPresent(day -> account.put("birthday", day.toString()));
    account.put(
        "sessions",
        sessions.of(person.id()).stream()
            .map(session ->
                Map.of(
                    "browser", session.browser(),
                    "address", session.address(),
                    "startedAt", session.startedAt().toString(),
                    "seenAt", session.seenAt().toString()))
            .toList());
    return account;
  }

  private Map<String, Object> behaviour(Person person) {
    var root = profiles.root(person.id().value());
    var known = profiles.knowledge(root, Integer.MAX_VALUE);
    var behaviour = new LinkedHashMap<String, Object>();
    profiles.find(root).ifPresent(profile -> behaviour.put("profile", profile));
    var mine = segments.of(root);
    behaviour.put(
        "segments",
        segments.all().stream()
            .filter(segment -> mine.containsKey(segment.id()))
            .map(segment ->
                Map.of(
                    "name",
                    segment.name(),
                    "since",
                    Objects.requireNonNull(mine.get(segment.id())).toString()))
            .toList());
    behaviour.put("identities", known.identities());
    behaviour.put("said", known.traits());
    behaviour.put("done", known.done());
    behaviour.put("days", known.days());
    return behaviour;
  }

  private List<Map<String, Object>> orders(Person person) {
    var all = new ArrayList<Map<String, Object>>();
    for (int page = 0; page < MOST_PAGES; page++) {
      var some = orders.of(person.id(), page);
      some.rows().forEach(order -> all.add(order(order)));
      if (!some.more()) {
        break;
      }
    }
    return all;
  }

  private static Map<String, Object> order(Order order) {
    var told = new LinkedHashMap<String, Object>();
    told.put("number", order.number());
    told.put("email", order.email());
    told.put("state", order.state());
    told.put("total", order.total().toString());
    told.put("placedAt", order.placedAt().toString());
    told.put(
        "lines",
        order.lines().stream()
            .map(line ->
                Map.of(
                    "title", line.title(),
                    "quantity", line.quantity(),
                    "amount", line.amount().toString(),
                    "answers", line.answers(),
                    "state", line.state()))
            .toList());
    return told;
  }

  private List<Map<String, String>> messages(Person person) {
    return messageLog.of(person.id(), 0, MOST_ROWS).rows().stream()
        .map(told ->
            Map.of(
                "subject", told.subject(),
                "text", told.text(),
                "why", told.why().rule().toString(),
                "source", told.source(),
                "state", told.state().name(),
                "reason", String.valueOf(told.reason()),
                "at", told.asked().toString()))
        .toList();
  }

  private List<Map<String, String>> letters(Person person) {
    return messaging.to(person.id(), MOST_ROWS).stream()
        .map(letter ->
            Map.of(
                "to", letter.email(),
                "subject", letter.subject(),
                "state", letter.state().name(),
                "at", letter.queuedAt().toString()))
        .toList();
  }
}
