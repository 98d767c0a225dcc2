package changke.insights;

import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// What is drawn over a picture of time: the value that should be reached, and where something was
/// changed.
///
/// @param told what the target says when it is pointed at
/// @param marks words by the place along the axis
record Overlay(OptionalDouble target, String told, Map<Integer, String> marks) {

  static final Overlay NONE = new Overlay(OptionalDouble.empty(), "", Map.of());

  Overlay {
    marks = Map.copyOf(marks);
  }

  /// The marks of a scope on an axis of so many places.
  static Overlay marks(Scope scope, int places, ToIntFunction<LocalDate> place) {
    var marks = new TreeMap<Integer, String>();
    for (var mark : scope.goals().marks()) {
      int at = place.applyAsInt(mark.day());
      if (at >= 0 && at < places) {
        marks.merge(at, mark.day() + " " + mark.words(), (one, other) -> one + "; " + other);
      }
    }
    return new Overlay(OptionalDouble.empty(), "", marks);
  }

  Overlay with(double value, String words) {
    return new Overlay(OptionalDouble.of(value), words, marks);
  }
}
