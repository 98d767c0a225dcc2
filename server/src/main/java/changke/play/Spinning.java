package changke.play;

/// What came of a wish to spin.
public sealed interface Spinning {

  /// Drawn now, or before under the same request.
  record Drawn(Spin spin) implements Spinning {}

  /// No period is open, or not this one.
  record NotOpen() implements Spinning {}

  /// The person has not chosen a seed for this period.
  record NoSeed() implements Spinning {}

  /// Today's spins are used; more tomorrow.
  record DoneForToday() implements Spinning {}

  /// All spins of the period are used.
  record DoneForPeriod() implements Spinning {}

  /// Who works for the house does not draw.
  record Staff() implements Spinning {}

  /// The person has switched play off.
  record SwitchedOff() implements Spinning {}
}
