package changke.backoffice.people;

import changke.identity.Passkey;
import changke.identity.Person;
import changke.identity.Session;
import changke.pages.Page;
import java.util.List;

/// How one person gets in.
record PersonPage(Person person, List<Session> sessions, boolean app, List<Passkey> passkeys)
    implements Page {}
