/// Tests of the operators' pages about money.
@NullMarked
package changke.backoffice.payments;

import org.jspecify.annotations.NullMarked;
