package changke.counter;

import changke.pages.Page;
import changke.webhooks.Adding;
import changke.webhooks.Endpoint;
import changke.webhooks.EndpointDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An owner's addresses, and a form for one more; `draft` is what was filled in when it did not
/// fit.
public record HooksPage(
    HookPlace place,
    List<Endpoint> endpoints,
    @Nullable EndpointDraft draft,
    Adding.@Nullable Flaw flaw)
    implements Page {

  @Override
  public int status() {
    return flaw == null ? 200 : 422;
  }
}
