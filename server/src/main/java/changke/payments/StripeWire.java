package changke.payments;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Set;

/// Carries what Stripe's library writes.
final class StripeWire extends HttpClient {

  /// Headers that the HTTP client writes itself.
  private static final Set<String> OWN = Set.of("host", "content-length", "connection");

  private final Wire wire;

  StripeWire(Wire wire) {
    this.wire = wire;
  }

  @Override
  public StripeResponse request(StripeRequest request) throws StripeException {
    var headers = new HashMap<String, String>();
    request
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
            headers.put(name, String.join(",", values));
          }
        });
    var content = request.content();
    if (content != null) {
      headers.put("Content-Type", content.contentType());
    }
    try {
      var reply =
          wire.send(
              request.method().name(),
              URI.create(request.url().toString()),
              headers,
              content == null ? null : content.stringContent());
      return new StripeResponse(reply.status(), HttpHeaders.of(reply.headers()), reply.body());
    } catch (ProviderException e) {
      throw new ApiConnectionException(String.valueOf(e.getMessage()), e);
    }
  }
}
