/// Who did what on which local day: exact, compact, and mergeable by union.
///
/// Owns the calendar of a zone ([LocalDays], [Period]) and the histories that every other part
/// reads. People are dense numbers from 0 and kinds of activity are small numbers; what they are
/// called is the caller's business. Refuses to know a clock, names, money's currency or SQL.
@NullMarked
package changke.engine.days;

import org.jspecify.annotations.NullMarked;
