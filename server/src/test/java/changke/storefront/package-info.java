/// The shop as buyers use it, in a real browser.
@NullMarked
package changke.storefront;

import org.jspecify.annotations.NullMarked;
