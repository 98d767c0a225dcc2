package changke.backoffice.orders;

import changke.orders.Order;
import changke.pages.Page;
import java.util.List;

/// What a bulk act is about to do, before it does it.
record BulkPage(String act, List<Order> orders) implements Page {}
