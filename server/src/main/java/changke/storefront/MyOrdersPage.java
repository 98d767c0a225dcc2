package changke.storefront;

import changke.orders.Order;
import changke.pages.Page;
import changke.shared.Slice;
import java.util.UUID;
import java.util.function.Supplier;

/// What a member bought, newest first.
record MyOrdersPage(Front front, Slice<Order> orders, Supplier<UUID> requests) implements Page {}
