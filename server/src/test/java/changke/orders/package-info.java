/// Tests of orders: rules, stories through time, and many buyers at once.
@NullMarked
package changke.orders;

import org.jspecify.annotations.NullMarked;
