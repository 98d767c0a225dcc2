package changke.workbench;

import changke.merchants.Shop;
import changke.pages.Page;
import org.jspecify.annotations.Nullable;

/// A link that somebody sent: which shop it leads into, or that it leads nowhere any more.
record JoinPage(String ticket, @Nullable Shop shop) implements Page {

  @Override
  public int status() {
    return shop == null ? 410 : 200;
  }
}
