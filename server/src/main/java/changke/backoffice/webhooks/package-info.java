/// Addresses that are told what happens on the platform.
@NullMarked
package changke.backoffice.webhooks;

import org.jspecify.annotations.NullMarked;
