package changke.backoffice.people;

import changke.identity.Approval;
import changke.pages.Page;
import java.util.List;

/// Acts that wait for a second operator.
record ApprovalsPage(List<Approval> waiting) implements Page {}
