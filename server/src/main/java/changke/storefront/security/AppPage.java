package changke.storefront.security;

import changke.identity.SecondFactor;
import changke.pages.Page;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;

/// The authenticator app: what to scan, or that it is in use (`setup` is null).
record AppPage(
    Front front, SecondFactor.@Nullable Setup setup, int codesLeft, @Nullable String problem)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
