package changke.insights;

import changke.audience.Segment;
import changke.audience.Segments;
import changke.audience.Unit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Segments that a report can be narrowed to, beside the crowds that need no founding.
///
/// @param chosen the one that was asked for; null when none was
/// @param members who is in it
record Narrowing(List<Segment> offered, @Nullable Segment chosen, Supplier<Set<UUID>> members) {

  static final Narrowing NONE = new Narrowing(List.of(), null, Set::of);

  Narrowing {
    offered = List.copyOf(offered);
  }

  /// What an address asks for; a segment of the other unit is none.
  static Narrowing of(Segments segments, Asked asked) {
    var unit = asked.text("subject").equals("merchants") ? Unit.MERCHANT : Unit.BUYER;
    var offered = segments.all().stream().filter(segment -> segment.unit() == unit).toList();
    var chosen =
        offered.stream()
            .filter(segment -> segment.id().toString().equals(asked.text("who")))
            .findFirst();
    return chosen
        .map(one -> new Narrowing(offered, one, () -> segments.members(one.id())))
        .orElseGet(() -> new Narrowing(offered, null, Set::of));
  }
}
