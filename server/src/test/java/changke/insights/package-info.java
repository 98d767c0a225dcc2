/// Tests of histories and reports against oracles that share no code with them.
@NullMarked
package changke.insights;

import org.jspecify.annotations.NullMarked;
