/// What somebody may know and decide about themselves: what is stored, all of it as one file, what
/// is personal and what is guessed, and the way out.
@NullMarked
package changke.storefront.privacy;

import org.jspecify.annotations.NullMarked;
