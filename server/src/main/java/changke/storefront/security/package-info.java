/// A member's safety: confirming, verified mail, recovery, password, second factor, passkeys and
/// sessions. It asks [changke.identity]; it decides nothing.
@NullMarked
package changke.storefront.security;

import org.jspecify.annotations.NullMarked;
