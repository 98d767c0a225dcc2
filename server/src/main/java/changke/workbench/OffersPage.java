package changke.workbench;

import changke.pages.Page;
import java.util.List;

/// `asked` are the words that were searched for, empty for all offers.
record OffersPage(Desk desk, List<StockedOffer> offers, String asked, int number, boolean more)
    implements Page {}
