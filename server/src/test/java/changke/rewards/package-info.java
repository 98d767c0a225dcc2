/// Tests of rewards: rules, stories through time, and many buyers at once.
@NullMarked
package changke.rewards;

import org.jspecify.annotations.NullMarked;
