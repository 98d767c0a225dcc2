/// What people would like: co-purchase models, what is near by tags, what is bought at this hour,
/// and why.
///
/// Owns the models, the blend of their scores into one list, the true reason beside each item, and
/// the measures by which models are compared. People and items are dense numbers from 0; who they
/// are is the caller's affair, and so is which purchases are real: fake orders are removed before
/// training.
///
/// It refuses to recommend by guesswork: a person without history gets what is popular, and the
/// reason says so.
@NullMarked
package changke.engine.taste;

import org.jspecify.annotations.NullMarked;
