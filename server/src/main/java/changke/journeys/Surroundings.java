package changke.journeys;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What a definition may name.
///
/// @param coupons terms in force, and whether the whole class can claim them
/// @param hooks whether programs elsewhere can be told something
record Surroundings(
    Map<String, Template> templates,
    Set<UUID> segments,
    java.util.function.Function<String, Optional<Boolean>> coupons,
    boolean hooks) {

  /// A template, as the validator sees it.
  ///
  /// @param variables name and type, as [changke.messaging.VariableType] calls it
  public record Template(String name, boolean marketing, Map<String, String> variables) {
    public Template {
      variables = Map.copyOf(variables);
    }
  }
}
