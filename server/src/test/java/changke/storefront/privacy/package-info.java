/// What members may know and decide about themselves, in the running house.
@NullMarked
package changke.storefront.privacy;

import org.jspecify.annotations.NullMarked;
