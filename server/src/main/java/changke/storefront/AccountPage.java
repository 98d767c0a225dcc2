package changke.storefront;

import changke.identity.Person;
import changke.pages.Page;
import changke.shared.Money;

/// A member's own page.
record AccountPage(Front front, Person person, Money wallet) implements Page {}
