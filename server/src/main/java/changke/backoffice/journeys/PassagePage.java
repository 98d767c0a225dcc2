package changke.backoffice.journeys;

import changke.journeys.Journey;
import changke.journeys.Passages;
import changke.pages.Page;
import java.util.List;

/// One person's way through a journey, step by step.
record PassagePage(Journey journey, Passages.Passage passage, List<Passages.Step> steps)
    implements Page {}
