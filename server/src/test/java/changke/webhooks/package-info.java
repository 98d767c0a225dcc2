/// Tests of webhooks, against a real receiver on this machine.
@NullMarked
package changke.webhooks;

import org.jspecify.annotations.NullMarked;
