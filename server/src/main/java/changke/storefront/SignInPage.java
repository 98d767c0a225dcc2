package changke.storefront;

import changke.pages.Page;
import org.jspecify.annotations.Nullable;

/// Sign-in, with what was typed before and the key of what is wrong; passkeys work on
/// `passkeyHost`.
record SignInPage(
    Front front,
    String email,
    String to,
    @Nullable String problem,
    long waitMinutes,
    String passkeyHost)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
