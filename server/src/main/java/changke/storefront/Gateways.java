package changke.storefront;

import changke.pages.FormOrigins;
import changke.payments.PaymentChannels;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Forms of the shop lead to the gateways of the channels that are open.
@Component
class Gateways implements FormOrigins {

  private final PaymentChannels channels;

  Gateways(PaymentChannels channels) {
    this.channels = channels;
  }

  @Override
  public Set<String> origins() {
    return channels.origins();
  }
}
