package changke.backoffice.audience;

import changke.audience.Segment;
import changke.audience.Stage;
import changke.audience.Unit;
import changke.pages.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Stages of people and merchants, and the segments with how many belong to each.
record SegmentsPage(
    Map<Unit, Map<Stage, Long>> stages, List<Segment> segments, Map<UUID, Long> counts)
    implements Page {

  long count(Segment segment) {
    return counts.getOrDefault(segment.id(), 0L);
  }

  long in(Unit unit, Stage stage) {
    return stages.getOrDefault(unit, Map.of()).getOrDefault(stage, 0L);
  }
}
