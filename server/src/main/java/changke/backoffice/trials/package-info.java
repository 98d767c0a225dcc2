/// Flags and experiments as operators make, watch and stop them, and the list of holdouts.
@NullMarked
package changke.backoffice.trials;

import org.jspecify.annotations.NullMarked;
