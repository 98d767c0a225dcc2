package changke.storefront;

import changke.pages.Page;
import changke.shared.Money;
import org.jspecify.annotations.Nullable;

/// Whether one press may pay from the balance, and up to how much.
record OneClickPage(Front front, @Nullable Money most, Money balance, boolean unfit)
    implements Page {

  @Override
  public int status() {
    return unfit ? 422 : 200;
  }
}
