package changke.payments;

/// One line that is not the same on both sides: `number` is the provider's number of a payment, or
/// ours of a refund.
public record Difference(
    Kind kind,
    StatementLine.Kind line,
    String number,
    String reference,
    String theirs,
    String ours) {

  /// What is not the same.
  public enum Kind {
    /// They have it, we do not.
    MISSING_HERE,
    /// We have it, they do not.
    MISSING_THERE,
    AMOUNT
  }
}
