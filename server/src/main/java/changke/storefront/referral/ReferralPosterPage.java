package changke.storefront.referral;

import changke.pages.Page;
import changke.storefront.Front;

/// A sheet to print or to show: the house, the link as QR code and in letters.
///
/// @param squares the code's dark squares as the outline of a path, `size` modules wide
record ReferralPosterPage(Front front, String link, String squares, int size) implements Page {}
