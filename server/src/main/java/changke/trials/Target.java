package changke.trials;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whoever meets all conditions gets this variant and takes part in no comparison; without a
/// variant they get the off value.
public record Target(List<Condition> when, @Nullable String variant) {
  public Target {
    when = List.copyOf(when);
  }
}
