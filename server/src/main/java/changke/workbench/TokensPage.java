package changke.workbench;

import changke.identity.ApiToken;
import changke.pages.Page;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tokens of a shop with the names of those who made them; `made` is the text of a new one,
/// shown this once.
record TokensPage(
    Desk desk,
    Slice<ApiToken> tokens,
    Map<PersonId, String> makers,
    boolean owner,
    Instant now,
    @Nullable String made,
    @Nullable String problem)
    implements Page {

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }

  @Override
  public String toString() {
    return "TokensPage[" + desk.merchant() + "]";
  }
}
