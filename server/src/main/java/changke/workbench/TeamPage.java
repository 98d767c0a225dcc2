package changke.workbench;

import changke.identity.ApiToken;
import changke.identity.Scope;
import changke.merchants.Clerk;
import changke.pages.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who works for the shop, and which programs do. `issued` is the text of a token that was just
/// made: shown this once. Only owners change anything.
record TeamPage(
    Desk desk,
    List<Colleague> team,
    List<ApiToken> tokens,
    boolean owner,
    @Nullable String issued,
    @Nullable String problem)
    implements Page {

  /// Somebody at work here.
  record Colleague(Clerk clerk, String name, String email) {}

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }

  List<Scope> scopes() {
    return List.of(Scope.values());
  }

  boolean isMe(Colleague colleague) {
    return colleague.clerk().person().equals(desk.person());
  }
}
