/// Callbacks of payment providers: what they notify, and browsers that they send back.
@NullMarked
package changke.api.payments;

import org.jspecify.annotations.NullMarked;
