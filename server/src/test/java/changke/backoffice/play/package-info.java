/// Journeys of operators who make wheels, quests and rules.
@NullMarked
package changke.backoffice.play;

import org.jspecify.annotations.NullMarked;
