/// Idempotency-Key, for every call that changes something: one filter in front of all of them. It
/// refuses to know what the calls do; a call that makes a thing gives it the id of the call
/// ([IdempotencyFilter#callId]), so that a second try after a crash finds the first one's work.
@NullMarked
package changke.api.idempotency;

import org.jspecify.annotations.NullMarked;
