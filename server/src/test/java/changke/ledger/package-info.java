/// Tests of the book.
@NullMarked
package changke.ledger;

import org.jspecify.annotations.NullMarked;
