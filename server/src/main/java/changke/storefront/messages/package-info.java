/// What the house tells somebody: the inbox, what was not sent and why, and the choices of what
/// comes where, how often and when; by signed link without signing in too.
@NullMarked
package changke.storefront.messages;

import org.jspecify.annotations.NullMarked;
