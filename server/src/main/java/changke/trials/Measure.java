package changke.trials;

/// Something that a trial is judged by.
///
/// @param act the kind of act in the journal's names; empty where the figure asks for none
/// @param per the act that it is counted for each of; empty otherwise
/// @param days only what happened within so many days of being shown, and only people for whom they
///   have passed; 0 counts up to now
public record Measure(Figure figure, String act, String per, int days, boolean higherIsBetter) {

  /// A figure that needs nothing else, up to now.
  public static Measure of(Figure figure) {
    return new Measure(figure, "", "", 0, figure.higherIsBetter());
  }
}
