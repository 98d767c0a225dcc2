package changke.storefront.security;

import changke.pages.Page;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;

/// A new password by a link.
record NewPasswordPage(Front front, String ticket, boolean open, @Nullable String problem)
    implements Page {

  @Override
  public int status() {
    return open ? problem == null ? 200 : 422 : 410;
  }
}
