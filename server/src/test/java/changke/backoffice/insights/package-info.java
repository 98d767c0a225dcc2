/// Tests of the console's pages.
@NullMarked
package changke.backoffice.insights;

import org.jspecify.annotations.NullMarked;
