package changke.storefront.security;

import changke.identity.Passkey;
import changke.identity.Person;
import changke.identity.Session;
import changke.pages.Page;
import changke.storefront.Front;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What keeps a member’s account safe, and where it is signed in.
record SecurityPage(
    Front front,
    Person person,
    @Nullable String movingTo,
    List<Session> sessions,
    UUID here,
    boolean app,
    int codesLeft,
    List<Passkey> passkeys)
    implements Page {}
