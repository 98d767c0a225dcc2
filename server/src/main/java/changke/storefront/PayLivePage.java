package changke.storefront;

import changke.pages.Page;
import changke.payments.Charge;

/// What the page with the code asks for while it waits.
record PayLivePage(Charge charge) implements Page {}
