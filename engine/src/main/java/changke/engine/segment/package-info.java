/// Who belongs to a group: conditions on what people did and what is known of them.
///
/// A condition is a tree of plain values that can be stored and read aloud; its answer is a set of
/// people. Refuses to remember: who entered and who left comes from comparing two answers.
@NullMarked
package changke.engine.segment;

import org.jspecify.annotations.NullMarked;
