/// When things happen: a person's best hour, the moment a purchase is due again, whether a series
/// has left its usual course, and how the next days will go.
///
/// Series hold closed periods only; the caller leaves out the one that is still running. Nothing
/// here knows what a series or an hour means, or sends anything.
@NullMarked
package changke.engine.rhythm;

import org.jspecify.annotations.NullMarked;
