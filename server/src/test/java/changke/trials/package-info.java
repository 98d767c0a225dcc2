@NullMarked
package changke.trials;

import org.jspecify.annotations.NullMarked;
