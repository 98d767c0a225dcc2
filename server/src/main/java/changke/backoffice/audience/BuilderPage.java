package changke.backoffice.audience;

import changke.audience.RuleProblem;
import changke.audience.Segments;
import changke.pages.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The builder of a segment with who would belong to it.
///
/// @param preview null while the conditions are not complete
/// @param problem what is missing; null when nothing is
/// @param refused the key of why it was not kept; null when nobody tried
/// @param names of people in the sample, for those with the right to read them
record BuilderPage(
    BuilderForm form,
    List<String> kinds,
    List<String> traits,
    Segments.@Nullable Preview preview,
    @Nullable RuleProblem problem,
    @Nullable String refused,
    Map<UUID, String> names)
    implements Page {

  String nameOf(UUID person) {
    return names.getOrDefault(person, PersonName.shortened(person));
  }
}
