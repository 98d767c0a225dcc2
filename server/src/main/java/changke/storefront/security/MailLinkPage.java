package changke.storefront.security;

import changke.pages.Page;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;

/// What a link in a letter leads to: a question with a button, because mail programs open links
/// before people do. `kind` is `verify`, `leave` or `take`.
record MailLinkPage(Front front, String kind, String ticket, boolean open, @Nullable String done)
    implements Page {

  @Override
  public int status() {
    return open || done != null ? 200 : 410;
  }
}
