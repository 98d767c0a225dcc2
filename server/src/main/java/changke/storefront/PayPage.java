package changke.storefront;

import changke.identity.QrPicture;
import changke.pages.Page;
import changke.payments.Charge;

/// A code that the buyer scans with a phone to pay. It asks every two seconds whether it is paid.
record PayPage(Front front, Charge charge, QrPicture code) implements Page {}
