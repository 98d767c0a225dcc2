package changke.journeys;

/// What the review makes of an effect.
public enum Finding {
  /// Nothing speaks against it.
  KEEP,
  /// Fewer than one in twenty clicks; it is looked at again.
  FLAG,
  /// Surely fewer than one in twenty clicks, and nothing shows that it brings more than it costs.
  OFF,
  /// People buy less, or reach the goal less, because of it.
  HARM,
  /// Too few for anything.
  TOO_EARLY;

  private static final double FEW_CLICKS = .05;
  private static final int MESSAGES = 100;
  private static final int PEOPLE = 30;

  /// Harm comes first, whatever people click on.
  static Finding of(Effect effect) {
    if (effect.goal().filter(reading -> reading.high() < 0).isPresent()
        || effect.net().filter(reading -> reading.high() < 0).isPresent()) {
      return HARM;
    }
    var clicks = effect.clicks();
    if (clicks.sent() < MESSAGES) {
      return effect.held() < PEOPLE || effect.treated() < PEOPLE ? TOO_EARLY : KEEP;
    }
    boolean pays = effect.net().filter(reading -> reading.low() > effect.costMinor()).isPresent();
    if (clicks.upper() < FEW_CLICKS && !pays) {
      return OFF;
    }
    return clicks.rate() < FEW_CLICKS ? FLAG : KEEP;
  }

  public boolean switchesOff() {
    return this == OFF || this == HARM;
  }
}
