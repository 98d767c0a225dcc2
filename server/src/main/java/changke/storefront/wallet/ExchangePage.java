package changke.storefront.wallet;

import changke.pages.Page;
import changke.rewards.Exchange;
import changke.storefront.Front;
import java.util.List;
import java.util.UUID;

/// What points can be exchanged for. `request` makes pressing twice one exchange.
record ExchangePage(Front front, long available, List<Exchange> offered, UUID request)
    implements Page {}
