package changke.workbench;

import changke.merchants.ShopDraft;
import changke.pages.Page;
import java.util.List;

/// The shop's own words as its owner edits them, on `version`.
record ShopPage(Desk desk, ShopDraft draft, int version, List<String> problems) implements Page {

  @Override
  public int status() {
    return problems.isEmpty() ? 200 : 422;
  }
}
