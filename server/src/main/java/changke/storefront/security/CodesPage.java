package changke.storefront.security;

import changke.pages.Page;
import changke.storefront.Front;
import java.util.List;

/// Recovery codes, shown this once.
record CodesPage(Front front, List<String> codes) implements Page {

  @Override
  public String toString() {
    return "CodesPage[…]";
  }
}
