package changke.backoffice.journeys;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Small numbers with two decimals.
public final class JourneyFigures {

  private JourneyFigures() {}

  public static String of(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString()
        : "–";
  }
}
