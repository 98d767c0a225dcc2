package changke.backoffice.people;

import changke.identity.Person;
import changke.pages.Page;
import java.util.List;

/// Who runs the platform.
record OperatorsPage(List<Person> operators) implements Page {}
