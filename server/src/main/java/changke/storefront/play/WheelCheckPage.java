package changke.storefront.play;

import changke.pages.Page;
import changke.play.Spin;
import changke.play.WheelPeriod;
import changke.storefront.Front;
import org.jspecify.annotations.Nullable;

/// Checks one draw in the reader's own browser; filled in when a draw is named.
record WheelCheckPage(Front front, @Nullable WheelPeriod period, @Nullable Spin spin)
    implements Page {

  String odds() {
    return period == null
        ? ""
        : String.join(
            ", ",
            period.plan().prizes().stream()
                .map(prize -> String.valueOf(prize.partsPerMillion()))
                .toList());
  }
}
