package changke.webhooks;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that another module wants told to an owner's addresses: to those that chose the kind,
/// or to one alone. The same key is told once, however often it is sent. `data` becomes the `data`
/// of the body: amounts in minor units, times in ISO 8601, no contact that the reader may not see.
public record WebhookMessage(
    String key, Owner owner, EventKind kind, Map<String, ?> data, @Nullable UUID endpoint) {

  private static final int LONGEST_KEY = 200;

  public WebhookMessage {
    if (key.isBlank() || key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("a key has 1 to " + LONGEST_KEY + " signs");
    }
    data = Map.copyOf(data);
  }

  /// To every address of the owner that chose the kind.
  public WebhookMessage(String key, Owner owner, EventKind kind, Map<String, ?> data) {
    this(key, owner, kind, data, null);
  }
}
