/// Play and referral as operators make them: wheels, quests, badges, rules, and what needs a look.
@NullMarked
package changke.backoffice.play;

import org.jspecify.annotations.NullMarked;
