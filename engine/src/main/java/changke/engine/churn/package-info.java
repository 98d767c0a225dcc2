/// Who is about to stop buying: examples cut from history, methods from the recency rule to boosted
/// trees, their calibration and a back-test on later cuts that chooses among them.
///
/// It answers with a probability and the reasons behind it, or says that there is too little to
/// learn from. What to do about a risk, and whether it is worth doing, is not decided here; the
/// score says who is looked at, never how much anyone pays.
@NullMarked
package changke.engine.churn;

import org.jspecify.annotations.NullMarked;
