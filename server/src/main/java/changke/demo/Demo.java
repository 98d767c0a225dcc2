package changke.demo;

import changke.catalog.Catalog;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Opens the demo shop on an installation's own, empty database, or goes on where an earlier start
/// was interrupted. Logins are there at once; the shelves fill in the background.
@Component
@ConditionalOnProperty(name = "changke.embedded", havingValue = "true")
@ConditionalOnProperty(name = "changke.demo", havingValue = "true", matchIfMissing = true)
class Demo {

  static final String AT = "@demo.changke.example";

  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final Map<String, Role[]> LOGINS = logins();

  private final Identity identity;
  private final Catalog catalog;
  private final Shelves shelves;
  private final Past past;
  private final RandomGenerator chance;
  private final Clock clock;
  private final Path file;

  Demo(
      Identity identity,
      Catalog catalog,
      Shelves shelves,
      Past past,
      RandomGenerator chance,
      Clock clock,
      @Value("${changke.data}") Path data) {
    this.identity = identity;
    this.catalog = catalog;
    this.shelves = shelves;
    this.past = past;
    this.chance = chance;
    this.clock = clock;
    this.file = data.resolve("demo.properties");
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(1)
  void open() {
    var begun = DemoFile.read(file);
    if (begun.isEmpty() && (identity.hasOperator() || !catalog.newest(0, 1).rows().isEmpty())) {
      return;
    }
    var demo =
        begun.orElseGet(() -> DemoFile.create(file, chance, clock.instant(), LOGINS.keySet()));
    if (!demo.full()) {
      LOGINS.forEach((name, roles) -> enrol(name, demo.password(name), roles));
      Thread.ofVirtual().name("demo").start(() -> fill(demo));
    }
    print(demo);
  }

  private void fill(DemoFile demo) {
    try {
      shelves.fill(new DemoCards(demo.seed()));
      past.tell(demo.seed(), demo.begun());
      demo.filled();
    } catch (RuntimeException e) {
      LOG.warn("The demo shop is not complete; the next start goes on with it.", e);
    }
  }

  private void enrol(String name, String password, Role... roles) {
    var zone = java.time.ZoneId.of("Asia/Shanghai");
    identity.enrol(
        new SignUp("demo " + name, name + AT, password, Locale.SIMPLIFIED_CHINESE, zone), roles);
  }

  @SuppressWarnings("SystemOut") // Whoever started the program reads it there, and no log keeps it.
  private static void print(DemoFile demo) {
    var text =
        new StringBuilder("\nDemo shop, for looking around only. Logins of this installation:\n");
    LOGINS
        .keySet()
        .forEach(name ->
            text.append("  %-9s %-34s %s%n".formatted(name, name + AT, demo.password(name))));
    System.out.println(text);
  }

  private static Map<String, Role[]> logins() {
    var logins = new LinkedHashMap<String, Role[]>();
    logins.put("buyer", new Role[] {});
    logins.put("merchant", new Role[] {Role.MERCHANT});
    logins.put("operator", new Role[] {Role.OPERATOR});
    return logins;
  }
}
