package changke.storefront.play;

import changke.pages.Page;
import changke.play.Prize;
import changke.play.Spin;
import changke.play.WheelPeriod;
import changke.shared.Slice;
import changke.storefront.Front;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The wheel with its odds, one's own seed, what was drawn just now and before.
///
/// @param period the open or next one; null when none is announced
/// @param why the key of why the reader cannot spin; null when they can
/// @param request names the next spin: sent twice, it is one
record WheelPage(
    Front front,
    Currency currency,
    @Nullable WheelPeriod period,
    @Nullable WheelPicture picture,
    Map<Integer, Integer> stock,
    boolean member,
    @Nullable String seed,
    int left,
    @Nullable String why,
    UUID request,
    @Nullable Result drawn,
    Slice<Result> history,
    List<WheelPeriod> past)
    implements Page {

  /// A draw and what it paid; `instead` when the prize that was hit had run out.
  record Result(Spin spin, Prize paid, boolean instead) {}

  boolean open() {
    return period != null && !"play.wheel.notOpen".equals(why);
  }
}
