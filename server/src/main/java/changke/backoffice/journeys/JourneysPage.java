package changke.backoffice.journeys;

import changke.journeys.Journey;
import changke.journeys.Playbook;
import changke.journeys.Task;
import changke.pages.Page;
import changke.shared.Slice;
import java.util.List;

/// All journeys, the playbooks that nobody began with yet, and what is to be done by people.
record JourneysPage(List<Journey> journeys, List<Playbook> playbooks, Slice<Task> tasks)
    implements Page {}
