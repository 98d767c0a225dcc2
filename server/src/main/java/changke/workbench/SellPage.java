package changke.workbench;

import changke.merchants.ShopDraft;
import changke.pages.Page;
import java.util.List;

/// The wish to sell here: the form, what does not fit in it, or that it waits for review.
record SellPage(ShopDraft draft, List<String> unfit, boolean waiting) implements Page {

  @Override
  public int status() {
    return unfit.isEmpty() ? 200 : 422;
  }
}
