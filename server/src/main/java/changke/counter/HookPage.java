package changke.counter;

import changke.pages.Page;
import changke.shared.Slice;
import changke.webhooks.Adding;
import changke.webhooks.Delivery;
import changke.webhooks.Endpoint;
import org.jspecify.annotations.Nullable;

/// One address with what was sent there; `secret` is a new one, shown this once.
public record HookPage(
    HookPlace place,
    Endpoint endpoint,
    Slice<Delivery> deliveries,
    Delivery.@Nullable State state,
    @Nullable String secret,
    Adding.@Nullable Flaw flaw)
    implements Page {

  @Override
  public int status() {
    return flaw == null ? 200 : 422;
  }

  public String path() {
    return place.path(endpoint.id());
  }

  @Override
  public String toString() {
    return "HookPage[" + endpoint + "]";
  }
}
