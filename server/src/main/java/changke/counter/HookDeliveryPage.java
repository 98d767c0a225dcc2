package changke.counter;

import changke.pages.Page;
import changke.webhooks.Attempt;
import changke.webhooks.Delivery;
import changke.webhooks.Endpoint;
import java.util.List;

/// One delivery: what was sent, and every try.
public record HookDeliveryPage(
    HookPlace place, Endpoint endpoint, Delivery delivery, List<Attempt> tries) implements Page {

  public String path() {
    return place.path(endpoint.id());
  }
}
