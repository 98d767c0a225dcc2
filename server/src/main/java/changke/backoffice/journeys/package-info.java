/// Journeys as the operators see them: the list, one as a picture with its people, the editor, the
/// weekly review and the tasks that journeys ask for.
@NullMarked
package changke.backoffice.journeys;

import org.jspecify.annotations.NullMarked;
