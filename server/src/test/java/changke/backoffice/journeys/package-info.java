/// Tests of the journeys' pages.
@NullMarked
package changke.backoffice.journeys;

import org.jspecify.annotations.NullMarked;
