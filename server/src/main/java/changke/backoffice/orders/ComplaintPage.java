package changke.backoffice.orders;

import changke.orders.Order;
import changke.orders.Talk;
import changke.pages.Page;

/// One complaint as the operators see it.
record ComplaintPage(Order order, Talk talk) implements Page {}
