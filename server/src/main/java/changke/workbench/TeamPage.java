package changke.workbench;

import changke.merchants.Clerk;
import changke.merchants.Invited;
import changke.pages.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who works for the shop. Only owners change anything.
record TeamPage(
    Desk desk, List<Colleague> team, List<Invited> invited, boolean owner, @Nullable String problem)
    implements Page {

  /// Somebody at work here.
  record Colleague(Clerk clerk, String name, String email) {}

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }

  boolean isMe(Colleague colleague) {
    return colleague.clerk().person().equals(desk.person());
  }
}
