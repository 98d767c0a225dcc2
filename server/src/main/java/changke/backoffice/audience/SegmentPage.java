package changke.backoffice.audience;

import changke.audience.Profile;
import changke.audience.Segment;
import changke.pages.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One segment with some of its members.
///
/// @param next the member after whom the next ones come; null after the last
record SegmentPage(
    Segment segment,
    long count,
    List<Profile> members,
    @Nullable UUID next,
    Map<UUID, String> names)
    implements Page {

  String nameOf(Profile member) {
    return names.getOrDefault(member.person(), PersonName.shortened(member.person()));
  }
}
