package changke.workbench;

import changke.orders.MerchantOrder;
import changke.orders.Talk;
import changke.pages.Page;

/// One complaint as the merchant sees it.
record ComplaintPage(Desk desk, MerchantOrder order, Talk talk) implements Page {}
