package changke.storefront.play;

import changke.pages.Page;
import changke.play.Showcases;
import changke.storefront.Front;

/// What others see of a person.
record ShowcaseViewPage(Front front, Showcases.View view) implements Page {}
