package changke.backoffice.play;

import changke.pages.Page;
import changke.play.WheelPeriod;
import changke.play.WheelPlan;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Versions of the wheel, periods with their results, and the way to announce one or one a month.
record WheelsPage(
    Currency currency,
    List<WheelPlan> plans,
    List<Row> periods,
    @Nullable WheelPlan monthly,
    int owed,
    @Nullable String problem)
    implements Page {

  /// A period with what was drawn and what that was worth.
  record Row(WheelPeriod period, int draws, long costMinor, String state) {}
}
