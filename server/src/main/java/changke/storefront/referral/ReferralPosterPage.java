package changke.storefront.referral;

import changke.identity.QrPicture;
import changke.pages.Page;
import changke.storefront.Front;

/// A sheet to print or to show: the house, the link as QR code and in letters.
record ReferralPosterPage(Front front, String link, QrPicture code) implements Page {}
