package changke.workbench;

import changke.orders.MerchantOrder;
import changke.pages.Page;
import java.util.List;

/// What is about to be done to the chosen orders of a shop, before it is done.
record OrdersBulkPage(Desk desk, String act, List<MerchantOrder> orders) implements Page {}
