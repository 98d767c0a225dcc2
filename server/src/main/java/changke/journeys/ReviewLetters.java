package changke.journeys;

import changke.identity.Operators;
import changke.messaging.Messaging;
import changke.messaging.Recipient;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells the operators what a review found.
@Component
class ReviewLetters {

  private final Operators operators;
  private final Messaging messaging;
  private final JourneyRows journeys;

  ReviewLetters(Operators operators, Messaging messaging, JourneyRows journeys) {
    this.operators = operators;
    this.messaging = messaging;
    this.journeys = journeys;
  }

  void tell(List<Reviews.Found> found) {
    var at = found.getFirst().at();
    var names = new HashMap<UUID, Journey>();
    journeys.all().forEach(journey -> names.put(journey.id(), journey));
    int flagged = (int) found.stream().filter(one -> one.finding() == Finding.FLAG).count();
    var off = found.stream().filter(one -> one.finding().switchesOff()).toList();
    for (var operator : operators.all()) {
      var language = operator.language().toLanguageTag();
      var which =
          off.stream()
              .flatMap(one -> Optional.ofNullable(names.get(one.journey())).stream())
              .map(journey -> journey.title().in(language))
              .collect(Collectors.joining("; "));
      messaging.queue(
          "journeys reviewed " + at + " " + operator.id(),
          new Recipient(operator.id(), operator.email(), operator.language()),
          new JourneysReviewed(
              operator.name(), found.size(), flagged, off.size(), which.isEmpty() ? "–" : which));
    }
  }
}
