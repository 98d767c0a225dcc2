/// Operators' pages for earning rules, coupons and promotions: what they cost, what they would
/// cost, and whether the book is sound.
@NullMarked
package changke.backoffice.rewards;

import org.jspecify.annotations.NullMarked;
