/// Reasons to come by that cost nobody anything: the wheel, check-in streaks, quests, badges and a
/// showcase. Shown odds are the odds that are drawn, a break takes nothing away, and one switch
/// hides everything without losing it. It refuses to keep points or coupons: what somebody earns
/// here is granted by rewards.
@ApplicationModule(
    displayName = "play",
    allowedDependencies = {"shared", "platform", "identity", "rewards", "activity"})
@NullMarked
package changke.play;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
