/// Ordered steps in a window, and the paths that people take.
///
/// Both read person-sorted histories, count one person (or session) at a time and add up over
/// disjoint groups of people: tallies merge, reports are read off the merged tally. Refuses to
/// leave a rule unsaid: ties, windows and repeats follow the query that is printed with the report.
@NullMarked
package changke.engine.funnel;

import org.jspecify.annotations.NullMarked;
