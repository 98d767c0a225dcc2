package changke.rewards;

import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.MonthDay;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Birthdays, as people say them: once, and again after a year at the earliest, so that nobody has
/// one every month.
@Component
public class Birthdays {

  private static final Duration KEPT = Duration.ofDays(365);

  private final Members members;
  private final Clock clock;

  Birthdays(Members members, Clock clock) {
    this.members = members;
    this.clock = clock;
  }

  public Optional<MonthDay> of(PersonId person) {
    return members.birthday(members.current(person)).map(Members.Birthday::day);
  }

  /// False when it was said less than a year ago.
  @Transactional
  public boolean say(PersonId whose, MonthDay day) {
    var now = clock.instant();
    var person = members.lock(whose, now);
    var before = members.birthday(person);
    if (before.isPresent() && now.isBefore(before.get().saidAt().plus(KEPT))) {
      return before.get().day().equals(day);
    }
    members.setBirthday(person, day, now);
    return true;
  }
}
