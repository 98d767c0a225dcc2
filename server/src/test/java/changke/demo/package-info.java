/// The demo shop, filled and filled again.
@NullMarked
package changke.demo;

import org.jspecify.annotations.NullMarked;
