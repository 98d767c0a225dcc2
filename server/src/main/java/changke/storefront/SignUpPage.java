package changke.storefront;

import changke.pages.Page;
import org.jspecify.annotations.Nullable;

/// Sign-up, with what was typed before and the key of what is wrong.
record SignUpPage(Front front, String name, String email, String to, @Nullable String problem)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
