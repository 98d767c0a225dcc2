/// Journeys of people who play, in a real browser.
@NullMarked
package changke.storefront.play;

import org.jspecify.annotations.NullMarked;
