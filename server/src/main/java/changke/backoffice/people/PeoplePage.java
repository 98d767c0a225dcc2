package changke.backoffice.people;

import changke.identity.Person;
import changke.pages.Page;
import changke.shared.Slice;

/// People whose address or name begins with what was typed.
record PeoplePage(Slice<Person> people, String query) implements Page {}
