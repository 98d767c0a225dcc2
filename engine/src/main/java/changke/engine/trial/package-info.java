/// What really worked: who sees which variation, what the difference is, and when one may say so.
///
/// Owns bucketing (who is in which arm), the measures of an arm, the tests between two arms, the
/// checks that an experiment is sound, and the decision to roll out. It holds no experiment and no
/// person: everything here is a function of sums that the caller keeps, and the sums of disjoint
/// people add up.
///
/// It refuses to give a number where there is none: an arm without spread or a baseline of zero is
/// an [Undecidable] with its reason, never NaN.
@NullMarked
package changke.engine.trial;

import org.jspecify.annotations.NullMarked;
