package changke.workbench;

import changke.catalog.Offer;
import changke.pages.Page;
import changke.shared.Words;

/// What buyers of an offer read beside what they bought.
record DeliveryWordsPage(Desk desk, Offer offer, Words words) implements Page {}
