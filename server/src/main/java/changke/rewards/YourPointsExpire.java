package changke.rewards;

import changke.messaging.Letter;

/// Letter: points expire on a day; what they pay at checkout and can be exchanged for until then.
record YourPointsExpire(String points, String day, String worth, String exchange)
    implements Letter {}
