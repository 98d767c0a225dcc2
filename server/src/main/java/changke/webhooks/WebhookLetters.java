package changke.webhooks;

import changke.identity.Identity;
import changke.identity.Operators;
import changke.identity.Person;
import changke.identity.Right;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.merchants.Shop;
import changke.messaging.Letter;
import changke.messaging.Messaging;
import changke.messaging.Recipient;
import changke.shared.MerchantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Tells owners that an address was switched off: a shop's owners, or the operators who may change
/// settings. Queued with the step that it tells.
@Component
class WebhookLetters {

  private final Messaging messaging;
  private final Merchants merchants;
  private final Identity identity;
  private final Operators operators;
  private final Environment environment;

  WebhookLetters(
      Messaging messaging,
      Merchants merchants,
      Identity identity,
      Operators operators,
      Environment environment) {
    this.messaging = messaging;
    this.merchants = merchants;
    this.identity = identity;
    this.operators = operators;
    this.environment = environment;
  }

  /// The address said that it is gone.
  record YourWebhookIsGone(String url, String link) implements Letter {}

  /// For days nothing went well.
  record YourWebhookFails(String url, String days, String link) implements Letter {}

  void switchedOff(Endpoint endpoint, Endpoint.Why why, Instant at) {
    var link = address() + path(endpoint);
    var letter =
        why == Endpoint.Why.GONE
            ? new YourWebhookIsGone(endpoint.shown(), link)
            : new YourWebhookFails(
                endpoint.shown(), String.valueOf(Schedule.PATIENCE.toDays()), link);
    for (var person : owners(endpoint.owner())) {
      messaging.queue(
          "webhook-off:" + endpoint.id() + ":" + at.toEpochMilli() + ":" + person.id(),
          new Recipient(person.id(), person.email(), person.language()),
          letter);
    }
  }

  private List<Person> owners(Owner owner) {
    var shop = owner.merchant();
    return shop == null
        ? operators.all().stream().filter(person -> person.may(Right.SETTINGS)).toList()
        : merchants.staff(shop).stream()
            .filter(clerk -> clerk.role() == Clerk.Role.OWNER)
            .map(clerk -> identity.find(clerk.person()))
            .flatMap(Optional::stream)
            .toList();
  }

  private String path(Endpoint endpoint) {
    var shop = endpoint.owner().merchant();
    return (shop == null ? "/backoffice" : "/workbench/" + slug(shop))
        + "/webhooks/"
        + endpoint.id();
  }

  private String slug(MerchantId shop) {
    return merchants.shop(shop).map(Shop::slug).orElse("");
  }

  private String address() {
    var here = "http://localhost:" + environment.getProperty("local.server.port", "8080");
    return environment.getProperty("changke.url", here);
  }
}
