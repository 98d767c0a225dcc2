package changke.storefront;

import changke.pages.Page;

/// The part of an order's page that looks again by itself.
record OrderLivePage(OrderPage order) implements Page {}
