package changke.trials;

/// Something that is wrong with a definition.
///
/// @param where which variant, condition, measure or path; empty when it is the whole
public record Snag(What what, String where) {

  /// What can be wrong.
  public enum What {
    /// No key, or one with other letters than a–z, 0–9, dot, hyphen and underscore.
    KEY,
    /// Nothing to call it by, or more than 80 letters.
    TITLE,
    /// No variant, more than ten, two of one name, or a name with other letters.
    VARIANTS,
    /// A value that is not JSON of the flag's kind, or longer than 8,000 letters.
    VALUE,
    /// Weights that do not sum to the whole.
    WEIGHTS,
    /// A variant that there is not.
    VARIANT,
    /// No condition, or too many.
    CONDITIONS,
    /// A condition without a name or a value that fits.
    CONDITION,
    /// A segment that there is not.
    SEGMENT,
    /// A share that is none.
    COVERAGE,
    /// Fewer people would take part than now: somebody would be sent out.
    SHRINKS,
    /// A measure without its act, or with days that are none.
    MEASURE,
    /// Too many measures, or one of them twice.
    MEASURES,
    /// Rolling out by itself goes with two variants, half and half.
    STAGED,
    /// Too few people, or an effect that is no number.
    SIZE,
    /// Different people would get different prices or amounts.
    PRICE,
    /// A benefit that is not published for everybody.
    BENEFIT
  }
}
