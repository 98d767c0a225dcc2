package changke.storefront;

import changke.pages.Page;

/// What is noted of a browser's way through the shop, and the choice.
record ConsentPage(Front front) implements Page {}
