package changke.storefront.security;

import changke.pages.Page;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;

/// A new password for somebody who has just confirmed the old one.
record PasswordPage(Front front, @Nullable String problem) implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
