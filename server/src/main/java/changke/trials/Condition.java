package changke.trials;

/// A condition on whoever is asked about. Everything is compared as text, and numbers as numbers;
/// what is unknown matches nothing.
///
/// @param name the id of a segment, the name of something said with identify, or the name of an
///   attribute of the context (`a.b` reaches into objects)
/// @param value for [Is#ONE_OF] several, with commas between
public record Condition(Of of, String name, Is is, String value) {

  /// Where the answer is looked for.
  public enum Of {
    /// Whether the person belongs to a segment; [Is#NOT] asks for the others.
    SEGMENT,
    /// What was said of the person with identify.
    TRAIT,
    /// What the asking program said with the question.
    CONTEXT
  }

  /// How it is compared.
  public enum Is {
    EQUAL,
    NOT,
    ONE_OF,
    AT_LEAST,
    AT_MOST,
    BEGINS
  }
}
