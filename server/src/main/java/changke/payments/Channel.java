package changke.payments;

import changke.shared.MerchantId;
import changke.shared.Words;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A way to pay, as pages show it. With a merchant the money goes to that merchant's own account at
/// the provider, without one to the platform's.
public record Channel(
    ChannelId id,
    String provider,
    Words name,
    @Nullable MerchantId merchant,
    Map<String, String> settings,
    boolean enabled) {

  public static final String WALLET = "wallet";

  Channel with(Map<String, String> other) {
    return new Channel(id, provider, name, merchant, Map.copyOf(other), enabled);
  }

  String setting(String name, String otherwise) {
    return settings.getOrDefault(name, otherwise);
  }
}
