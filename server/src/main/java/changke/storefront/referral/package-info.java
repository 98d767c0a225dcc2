/// Referral as people see it: the link, the poster, what it earned, and the contribution score.
@NullMarked
package changke.storefront.referral;

import org.jspecify.annotations.NullMarked;
