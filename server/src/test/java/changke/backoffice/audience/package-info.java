/// The operators' pages about people, in the running house.
@NullMarked
package changke.backoffice.audience;

import org.jspecify.annotations.NullMarked;
