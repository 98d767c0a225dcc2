package changke.workbench;

import changke.orders.Complaint;
import changke.orders.MerchantOrder;
import changke.orders.OrderStep;
import changke.pages.Page;
import java.util.List;

/// One order as its merchant sees it.
record OrderPage(Desk desk, MerchantOrder order, List<OrderStep> steps, List<Complaint> complaints)
    implements Page {}
