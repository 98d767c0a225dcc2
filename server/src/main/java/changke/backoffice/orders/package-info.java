/// Operators' pages for orders and complaints: found, understood, and helped on one by one or many
/// at once.
@NullMarked
package changke.backoffice.orders;

import org.jspecify.annotations.NullMarked;
