package changke.audience;

/// Why conditions cannot be a segment.
public enum RuleProblem {
  /// Not the JSON that conditions are written in.
  SHAPE,
  /// Nothing is asked.
  EMPTY,
  /// More than forty conditions, or more than six levels.
  TOO_MANY,
  /// No kind of act, or one with a name that is too long.
  KIND,
  /// Times or days that are none.
  NUMBER,
  /// Nothing of that name is known.
  TRAIT,
  /// The value is none of that trait.
  VALUE
}
