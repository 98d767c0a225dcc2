package changke.workbench;

import changke.pages.Page;
import java.util.List;

record OffersPage(Desk desk, List<StockedOffer> offers, int number, boolean more) implements Page {}
