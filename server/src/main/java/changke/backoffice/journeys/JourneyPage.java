package changke.backoffice.journeys;

import changke.journeys.Effect;
import changke.journeys.Journey;
import changke.journeys.Journeys;
import changke.journeys.Passages;
import changke.journeys.Picture;
import changke.pages.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A journey as it runs: its picture with people at each step, what it brought about, its versions.
///
/// @param shown the version that is drawn; null when nothing was published
record JourneyPage(
    Journey journey,
    @Nullable Integer shown,
    @Nullable Picture picture,
    Map<String, Passages.Counts> counts,
    Map<String, Long> ends,
    Effect effect,
    List<Journeys.Version> versions,
    List<Journeys.Act> acts,
    List<Passages.Passage> latest)
    implements Page {

  long passed(String node) {
    var found = counts.get(node);
    return found == null ? 0 : found.passed();
  }

  long here(String node) {
    var found = counts.get(node);
    return found == null ? 0 : found.here();
  }

  long inside() {
    return ends.getOrDefault("", 0L);
  }
}
