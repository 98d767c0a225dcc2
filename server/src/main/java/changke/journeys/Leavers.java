package changke.journeys;

import changke.identity.PersonLeft;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Takes somebody who leaves the house out of every journey, in the transaction of leaving.
@Component
class Leavers {

  private final PeopleRows people;
  private final Clock clock;

  Leavers(PeopleRows people, Clock clock) {
    this.people = people;
    this.clock = clock;
  }

  @EventListener
  void left(PersonLeft fact) {
    people.forget(fact.person(), clock.instant());
  }
}
