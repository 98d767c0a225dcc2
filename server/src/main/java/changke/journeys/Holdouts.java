package changke.journeys;

/// Who is left alone by a journey. One hash per person, the same everywhere; who is left alone by
/// everything is messaging's to say.
public final class Holdouts {

  /// The usual share of one journey, in basis points.
  public static final int USUAL_BP = 1_000;

  private Holdouts() {}

  static String seed(String journey) {
    return "journey " + journey;
  }
}
