package changke.storefront.play;

import changke.pages.Page;
import changke.play.Spin;
import changke.play.WheelPeriod;
import changke.storefront.Front;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/// Everything that is public about a period.
record WheelRecordPage(
    Front front,
    Currency currency,
    WheelPeriod period,
    WheelPicture picture,
    Map<Integer, Integer> stock,
    int draws,
    List<Spin> spins,
    int after,
    boolean more)
    implements Page {}
