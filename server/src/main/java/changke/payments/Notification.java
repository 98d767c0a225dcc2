package changke.payments;

import java.util.Map;

/// What somebody sent to a channel's callback address: form or query fields, headers in lower case,
/// the raw body, and the network address it came from. Nothing in it is believed yet.
public record Notification(
    Map<String, String> fields, Map<String, String> headers, String body, String address) {

  public Notification {
    fields = Map.copyOf(fields);
    headers = Map.copyOf(headers);
  }
}
