package changke.pages;

import java.net.URI;

/// To a payment gateway, out of the house (303). The address comes from the payment provider, never
/// from a browser.
public record Departure(String to) {

  public Departure {
    var scheme = URI.create(to).getScheme();
    if (!"https".equals(scheme) && !"http".equals(scheme)) {
      throw new IllegalArgumentException("not an address on the web: " + to);
    }
  }
}
