package changke.backoffice.journeys;

import changke.journeys.Effect;
import changke.journeys.Journey;
import changke.journeys.Reviews;
import changke.pages.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Every journey with what it brought about, and what the last review made of it.
record ReviewPage(List<Journey> journeys, Map<UUID, Effect> effects, Map<UUID, Reviews.Found> found)
    implements Page {

  Effect effect(Journey journey) {
    return java.util.Objects.requireNonNull(effects.get(journey.id()));
  }

  Reviews.@Nullable Found found(Journey journey) {
    return found.get(journey.id());
  }
}
