/// Journeys of people who tell a friend.
@NullMarked
package changke.storefront.referral;

import org.jspecify.annotations.NullMarked;
