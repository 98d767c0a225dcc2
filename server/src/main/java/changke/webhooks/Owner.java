package changke.webhooks;

import changke.shared.MerchantId;
import org.jspecify.annotations.Nullable;

/// Whose address it is: a shop, which hears of its own orders, or the platform, which hears of all.
public record Owner(@Nullable MerchantId merchant) {

  public static final Owner PLATFORM = new Owner(null);

  public static Owner shop(MerchantId merchant) {
    return new Owner(merchant);
  }

  @Override
  public String toString() {
    return merchant == null ? "platform" : "shop " + merchant;
  }
}
