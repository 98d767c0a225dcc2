package changke.storefront;

import changke.orders.Order;
import changke.pages.Page;
import changke.shared.Slice;

/// What a member bought, newest first.
record MyOrdersPage(Front front, Slice<Order> orders) implements Page {}
