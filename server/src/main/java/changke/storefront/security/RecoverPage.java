package changke.storefront.security;

import changke.pages.Page;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;

/// Asks for the address of somebody who cannot get in; what it says afterwards is the same for
/// everybody.
record RecoverPage(Front front, boolean asked, @Nullable String problem) implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
