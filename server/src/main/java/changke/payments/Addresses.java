package changke.payments;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Where providers and browsers find us. `changke.url` is the shop's public address; without it
/// only programs on this machine can call back, which is enough for the sandbox.
@Component
class Addresses {

  /// The two addresses that a provider is given with a charge.
  record ForCharge(String notifyAt, String returnTo) {}

  private final Environment environment;

  Addresses(Environment environment) {
    this.environment = environment;
  }

  ForCharge of(Channel channel, Charge charge) {
    var base = environment.getProperty("changke.url", local());
    return new ForCharge(
        base + "/api/pay/" + channel.provider() + "/" + channel.id(),
        base + "/api/pay/return/" + charge.id());
  }

  /// The sandbox cashier: this process, unless `changke.sandbox.url` says otherwise.
  String sandbox() {
    return environment.getProperty("changke.sandbox.url", local());
  }

  String local() {
    return "http://127.0.0.1:" + environment.getProperty("local.server.port", "8080");
  }
}
