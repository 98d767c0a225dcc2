/// Who came back: retention tables with honest cells, stickiness and lifecycle.
///
/// Every table is made in two steps: a tally that adds up over disjoint groups of people, and the
/// table that is read off the tally. Work partitioned by person is done per partition, merged with
/// [RetentionTally#merge], and read once. Refuses to guess: a cell whose time has not come has no
/// number.
@NullMarked
package changke.engine.cohort;

import org.jspecify.annotations.NullMarked;
