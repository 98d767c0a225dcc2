/// What customers are worth and when they buy again: RFM, repurchase, survival to the second order,
/// and the purchase models (NBD, BG/NBD, MBG/NBD, Gamma–Gamma) with their standard errors.
///
/// It reads columns of numbers and returns records; who the people are, which orders count as paid
/// and how refunds were netted is the caller's business. It never answers NaN: what cannot be
/// computed is an empty optional or a refusal with its reason.
@NullMarked
package changke.engine.value;

import org.jspecify.annotations.NullMarked;
