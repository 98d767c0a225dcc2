package changke.api.merchant;

import changke.identity.ApiTokens;
import changke.identity.Identity;
import changke.identity.Scope;
import changke.identity.SignUp;
import changke.identity.Throttle;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.shared.MerchantId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/// Makes programs with tokens.
@TestComponent
class ApiPrograms {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Identity identity;
  private final ApiTokens tokens;
  private final Merchants merchants;
  private final Throttle throttle;
  private final Environment environment;

  ApiPrograms(
      Identity identity,
      ApiTokens tokens,
      Merchants merchants,
      Throttle throttle,
      Environment environment) {
    this.identity = identity;
    this.tokens = tokens;
    this.merchants = merchants;
    this.throttle = throttle;
    this.environment = environment;
  }

  ApiProgram of(MerchantId merchant, Scope... scopes) {
    var email = "till" + NUMBER.incrementAndGet() + "@shop.example";
    identity.enrol(
        new SignUp("Till", email, "a door left ajar", Locale.ENGLISH, ZoneId.of("Asia/Shanghai")));
    var person = identity.findByEmail(email).orElseThrow().id();
    merchants.employ(merchant, person, Clerk.Role.CLERK);
    var issued =
        (ApiTokens.Issued)
            tokens.issue(person, merchant, "till", Set.of(scopes), Duration.ofDays(30));
    return new ApiProgram(house(), issued.text(), issued.token().id());
  }

  ApiProgram nobody() {
    return new ApiProgram(house(), "", new UUID(0, 0));
  }

  /// Uses up what a token may ask in this minute.
  void exhaust(ApiProgram program) {
    for (int i = 0; i < Gate.CALLS_A_MINUTE; i++) {
      throttle.attempt(
          "api", program.tokenId().toString(), Gate.CALLS_A_MINUTE, Duration.ofMinutes(1));
    }
  }

  private String house() {
    return "http://127.0.0.1:" + environment.getProperty("local.server.port");
  }
}
