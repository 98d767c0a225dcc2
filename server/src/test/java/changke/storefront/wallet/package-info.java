/// Journeys of regulars and newcomers.
@NullMarked
package changke.storefront.wallet;

import org.jspecify.annotations.NullMarked;
