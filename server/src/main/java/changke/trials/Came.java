package changke.trials;

import java.time.Instant;
import java.util.List;

/// Somebody who was shown something, with all that they did before and after.
///
/// @param variant the place of the variant that they saw first
/// @param step at which they came in
/// @param first when they were shown it
/// @param several whether they saw another variant later
record Came(
    int variant,
    int step,
    Instant first,
    boolean several,
    List<Purchase> purchases,
    List<Deed> deeds) {}
