package changke.journeys;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What brings a person into a journey.
public sealed interface Trigger {

  /// The person did something, or it happened to them.
  ///
  /// @param instance the property that tells instances apart, such as `order_id`: one person may be
  ///   in the journey once for each; null for one at a time
  record Happens(Match event, @Nullable String instance) implements Trigger {}

  /// The person came into a segment, or went out of it.
  record Moves(UUID segment, boolean entered) implements Trigger {}

  /// Everybody who belongs to a segment at a time of the house's day; on these days of the week,
  /// and on this day of the month when there is one.
  record Schedule(UUID segment, LocalTime at, Set<DayOfWeek> days, @Nullable Integer dayOfMonth)
      implements Trigger {
    public Schedule {
      days = Set.copyOf(days);
    }
  }

  /// A model says that something is at least so likely, in basis points. What follows may give only
  /// what everybody of its published class can claim.
  record Prediction(String model, int atLeastBp) implements Trigger {

    /// The journal's entry of a prediction: `model` and `bp` among its properties.
    public static final String KIND = "Prediction Made";
  }
}
