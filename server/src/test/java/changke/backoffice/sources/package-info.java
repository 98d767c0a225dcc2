/// Tests of the pages for sources.
@NullMarked
package changke.backoffice.sources;

import org.jspecify.annotations.NullMarked;
