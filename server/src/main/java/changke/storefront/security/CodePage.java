package changke.storefront.security;

import changke.pages.Page;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;

/// The second step of signing in.
record CodePage(Front front, String ticket, String to, @Nullable String problem, long waitMinutes)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
