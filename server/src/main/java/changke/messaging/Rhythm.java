package changke.messaging;

import changke.shared.PersonId;
import java.util.List;
import java.util.Optional;

/// When somebody looks at messages; a model may answer it. Where nobody does or the answer is
/// empty, the shop's own curve is used.
public interface Rhythm {

  /// 24 weights, none below zero, by the hour of the person's own day.
  Optional<List<Double>> hours(PersonId person);
}
