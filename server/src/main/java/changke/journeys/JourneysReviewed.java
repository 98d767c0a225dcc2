package changke.journeys;

import changke.messaging.Letter;

/// To the operators, once a week and on days on which something harmed.
record JourneysReviewed(String name, int looked, int flagged, int off, String which)
    implements Letter {}
