package changke.backoffice;

import changke.merchants.Application;
import changke.merchants.Shop;
import changke.pages.Page;
import changke.shared.Slice;
import java.util.Map;

/// Who wants to sell here, and who does. `applicants` are the names behind the applications.
record MerchantsPage(
    Slice<Application> waiting, Map<Application, String> applicants, Slice<Shop> shops)
    implements Page {}
