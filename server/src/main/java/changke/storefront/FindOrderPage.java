package changke.storefront;

import changke.orders.Order;
import changke.pages.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finding an order without an account: first its number and e-mail address, then the code from the
/// mail. `number` is null in the first step; `here` are the orders of this browser.
record FindOrderPage(
    Front front, List<Order> here, @Nullable String number, @Nullable String problem)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
