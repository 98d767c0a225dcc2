package changke.backoffice.audience;

import changke.audience.Profile;
import changke.audience.Stage;
import changke.audience.Unit;
import changke.pages.Page;
import changke.shared.Slice;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// People or merchants, the last seen first.
///
/// @param stage only those; null for all
/// @param guests whether browsers that nobody signed up on are shown too
record PeoplePage(
    Unit unit,
    @Nullable Stage stage,
    boolean guests,
    Slice<Profile> people,
    Map<Stage, Long> stages,
    Map<UUID, String> names)
    implements Page {

  String nameOf(Profile profile) {
    return names.getOrDefault(profile.person(), PersonName.shortened(profile.person()));
  }

  String query(int page) {
    return "unit="
        + unit
        + (stage == null ? "" : "&stage=" + stage)
        + (guests ? "&guests=true" : "")
        + "&page="
        + page;
  }
}
