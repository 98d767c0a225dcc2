@NullMarked
package changke.backoffice.trials;

import org.jspecify.annotations.NullMarked;
