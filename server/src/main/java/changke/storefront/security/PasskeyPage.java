package changke.storefront.security;

import changke.pages.Page;
import changke.storefront.Front;

/// Makes a passkey on this device; `host` is where that works.
record PasskeyPage(Front front, String host) implements Page {}
