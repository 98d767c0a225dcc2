/// Tests of money in and out.
@NullMarked
package changke.payments;

import org.jspecify.annotations.NullMarked;
