/// What regulars have: points, coupons, tier, exchange; the newcomers' corner, deals, and the
/// rulebook that everyone reads.
@NullMarked
package changke.storefront.wallet;

import org.jspecify.annotations.NullMarked;
