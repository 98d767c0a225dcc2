package changke.workbench;

import changke.identity.Person;
import changke.merchants.Clerk;
import changke.merchants.Invitations;
import changke.merchants.Shop;
import changke.messaging.Letter;
import changke.messaging.Messaging;
import changke.messaging.Recipient;
import java.util.Locale;
import java.util.UUID;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Asks people by mail to work for a shop: the link and its letter are written down together.
@Component
class StaffLetters {

  private final Invitations invitations;
  private final Messaging messaging;
  private final Environment environment;

  StaffLetters(Invitations invitations, Messaging messaging, Environment environment) {
    this.invitations = invitations;
    this.messaging = messaging;
    this.environment = environment;
  }

  record WorkWithUs(String shop, String by, String link) implements Letter {}

  /// In the language of whoever asks, as nothing is known of the other; false when too many are
  /// open.
  @Transactional
  public boolean invite(Shop shop, String email, Clerk.Role role, Person by) {
    var secret = invitations.invite(shop.id(), email, role, by.id());
    secret.ifPresent(text ->
        messaging.queue(
            "staff:"
                + UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            new Recipient(null, email, by.language()),
            new WorkWithUs(
                shop.name().in(language(by.language())),
                by.name(),
                address() + "/join-shop?ticket=" + text)));
    return secret.isPresent();
  }

  private static String language(Locale locale) {
    return locale.getLanguage();
  }

  private String address() {
    var here = "http://localhost:" + environment.getProperty("local.server.port", "8080");
    return environment.getProperty("changke.url", here);
  }
}
