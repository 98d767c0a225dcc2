/// The operators' console as they use it, in a real browser.
@NullMarked
package changke.backoffice;

import org.jspecify.annotations.NullMarked;
