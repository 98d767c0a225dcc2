/// Tests of the house as a whole, and what all tests share.
@NullMarked
package changke;

import org.jspecify.annotations.NullMarked;
