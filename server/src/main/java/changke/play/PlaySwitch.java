package changke.play;

import changke.shared.PersonId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The one switch: play off hides everything at once and loses nothing. While it is off nothing is
/// counted, and days that lie wholly in that time are not missed in a streak.
@Component
public class PlaySwitch {

  private final Pauses pauses;
  private final Clock clock;

  PlaySwitch(Pauses pauses, Clock clock) {
    this.pauses = pauses;
    this.clock = clock;
  }

  public boolean isOff(PersonId person) {
    return pauses.isOff(person);
  }

  @Transactional
  public void off(PersonId person) {
    pauses.begin(person, clock.instant());
  }

  @Transactional
  public void on(PersonId person) {
    pauses.end(person, clock.instant());
  }
}
