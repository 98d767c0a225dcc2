/// Play as people see it: the wheel and its record, check-in, quests, badges, showcase.
@NullMarked
package changke.storefront.play;

import org.jspecify.annotations.NullMarked;
