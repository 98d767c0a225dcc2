/// Tests of the wheel, streaks, quests and showcases.
@NullMarked
package changke.play;

import org.jspecify.annotations.NullMarked;
