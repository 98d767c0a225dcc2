package changke.play;

import changke.TestClock;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/// Makes wheels turn and people who turn them.
@TestComponent
public final class Wheels {

  private final WheelStudio studio;
  private final Wheel wheel;
  private final Identity identity;
  private final TestClock clock;
  private final Ids ids;

  Wheels(WheelStudio studio, Wheel wheel, Identity identity, TestClock clock, Ids ids) {
    this.studio = studio;
    this.wheel = wheel;
    this.identity = identity;
    this.clock = clock;
    this.ids = ids;
  }

  /// A wheel that is open now and for a while; an earlier test's one is waited out.
  public WheelPeriod open(WheelDraft draft, Duration length) {
    waitOut();
    var operator = new PersonId(ids.next());
    var plan = ((WheelStudio.Published.Done) studio.publish(draft, operator)).plan();
    var opens = clock.instant().plusSeconds(1);
    var announced = studio.announce(plan, opens, opens.plus(length), operator);
    clock.forward(Duration.ofSeconds(1));
    return ((WheelStudio.Announced.Done) announced).period();
  }

  public void waitOut() {
    for (var period = wheel.current(); period.isPresent(); period = wheel.current()) {
      var left = Duration.between(clock.instant(), period.get().closes());
      clock.forward(left.plus(Duration.ofSeconds(1)));
    }
  }

  public WheelPeriod over(WheelPeriod period) {
    var left = Duration.between(clock.instant(), period.closes());
    clock.forward(left.isNegative() ? Duration.ZERO : left);
    studio.reveal();
    return wheel.period(period.id()).orElseThrow();
  }

  public Person person(Role... roles) {
    return person(ZoneId.of("Asia/Shanghai"), roles);
  }

  public Person person(ZoneId zone, Role... roles) {
    var email = "p" + UUID.randomUUID().toString().substring(0, 13) + "@mail.example";
    var form = new SignUp("Lin", email, "a door left ajar", Locale.ENGLISH, zone);
    return ((SignUp.Joined) identity.enrol(form, roles)).person();
  }

  /// Somebody who has chosen a seed.
  public Person player(WheelPeriod period) {
    var person = person();
    var seed = "seed-" + person.id().toString().substring(24);
    if (!wheel.chooseSeed(period, person.id(), seed)) {
      throw new IllegalStateException("no seed");
    }
    return person;
  }
}
