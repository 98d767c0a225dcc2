package changke.messaging;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Where the house stands: the beginning of every address in a letter.
@Component
class House {

  private final Environment environment;

  House(Environment environment) {
    this.environment = environment;
  }

  /// `https://shop.example`, without a slash at its end.
  String address() {
    var here = "http://localhost:" + environment.getProperty("local.server.port", "8080");
    return environment.getProperty("changke.url", here);
  }
}
