package changke.workbench;

import changke.catalog.Offer;
import changke.orders.MerchantOrders;
import changke.pages.Page;
import java.util.List;

/// What needs the merchant; `waiting` counts the lines that a person has to deliver, `complaints`
/// what buyers wait to be answered, `sold` is what was paid since midnight where the reader lives.
record TodayPage(
    Desk desk,
    MerchantOrders.Sold sold,
    long waiting,
    int complaints,
    List<StockedOffer> empty,
    List<StockedOffer> low,
    List<Offer> drafts,
    long listed)
    implements Page {}
