/// Tests of journeys.
@NullMarked
package changke.journeys;

import org.jspecify.annotations.NullMarked;
