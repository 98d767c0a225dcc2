package changke.backoffice.trials;

import changke.pages.Page;
import changke.trials.Decided;
import changke.trials.ReadOut;
import changke.trials.Trial;
import changke.trials.Version;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One trial: what it is, what came of it, and what was done to it.
///
/// @param readOut null before the first count
/// @param names of those who acted
record TrialPage(
    Trial trial,
    @Nullable ReadOut readOut,
    List<Version> versions,
    List<Decided> log,
    Map<UUID, String> names,
    Currency currency,
    boolean off)
    implements Page {

  String nameOf(UUID person) {
    return names.getOrDefault(person, person.toString().substring(0, 8));
  }

  /// Whether there is anything to compare.
  boolean hasPeople() {
    return readOut != null && readOut.everybody() > 0;
  }
}
