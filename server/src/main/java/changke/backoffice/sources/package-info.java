/// Programs that send behaviour: their keys, and what of theirs was not taken.
@NullMarked
package changke.backoffice.sources;

import org.jspecify.annotations.NullMarked;
