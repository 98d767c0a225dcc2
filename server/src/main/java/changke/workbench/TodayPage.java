package changke.workbench;

import changke.catalog.Offer;
import changke.pages.Page;
import java.util.List;

record TodayPage(
    Desk desk, List<StockedOffer> empty, List<StockedOffer> low, List<Offer> drafts, long listed)
    implements Page {}
