/// Money in and out as operators see it: channels and their keys, charges, refunds, notifications,
/// what was paid twice, withdrawals, and days compared with providers' lists.
@NullMarked
package changke.backoffice.payments;

import org.jspecify.annotations.NullMarked;
