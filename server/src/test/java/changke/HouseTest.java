package changke;

import changke.api.collection.Sender;
import changke.identity.CheapPasswords;
import changke.identity.Mailbox;
import changke.identity.TestDoors;
import changke.messaging.Readers;
import changke.orders.Market;
import changke.orders.Spoiler;
import changke.play.Wheels;
import changke.vault.Stock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/// A test in the whole house, on a real PostgreSQL, with a clock that the test moves ([TestClock]).
/// All such tests share one running application, so each makes its own people and offers.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
    classes = {
      Changke.class,
      TestClock.Wiring.class,
      CheapPasswords.class,
      Cuts.class,
      TestBrowser.Maker.class,
      TestChromium.class,
      Sender.class,
      Stock.class,
      Market.class,
      Spoiler.class,
      TestDoors.class,
      Wheels.class,
      Mailbox.class,
      Readers.class
    },
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "changke.pages.requests-per-second=100000",
      "changke.pages.burst=100000",
      "changke.insights.kinds=10000",
      "changke.webhooks.loopback=true",
      "spring.main.allow-bean-definition-overriding=true"
    })
@ContextConfiguration(initializers = TestDatabase.class)
public @interface HouseTest {}
