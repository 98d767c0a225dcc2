package changke.workbench;

import changke.catalog.Offer;
import changke.pages.Page;
import java.util.List;

/// What needs the merchant; `waiting` counts the latest orders in which a person has to deliver.
record TodayPage(
    Desk desk,
    long waiting,
    List<StockedOffer> empty,
    List<StockedOffer> low,
    List<Offer> drafts,
    long listed)
    implements Page {}
