package changke.storefront.security;

import changke.pages.Page;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;

/// Asks once more who it is, before something dangerous. `form` says that a form was sent and not
/// carried out; `passkeyHost` is null for whoever has no passkey.
record ConfirmPage(
    Front front,
    String to,
    boolean form,
    @Nullable String problem,
    long waitMinutes,
    @Nullable String passkeyHost)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
