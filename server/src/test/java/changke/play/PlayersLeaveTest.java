package changke.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.activity.Erasure;
import changke.identity.Person;
import changke.rewards.Rewards;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Two accounts become one, and people leave.
@HouseTest
class PlayersLeaveTest {

  @Autowired Players players;
  @Autowired Streaks streaks;
  @Autowired Showcases showcases;
  @Autowired PlaySwitch play;
  @Autowired Wheel wheel;
  @Autowired Wheels wheels;
  @Autowired Rewards rewards;
  @Autowired Erasure erasure;
  @Autowired PlayFacts facts;
  @Autowired TestClock clock;

  @Test
  void the_days_of_two_accounts_are_one_streak_and_are_paid_once() {
    var old = wheels.person();
    var lin = wheels.person();
    for (int day = 0; day < 3; day++) {
      streaks.checkIn(old);
      clock.forward(Duration.ofDays(1));
    }
    streaks.checkIn(old);
    streaks.checkIn(lin);
    var handle = show(old);
    play.off(old.id());
    var paid = points(old) + points(lin);

    players.merge(old.id(), lin.id());
    rewards.merge(old.id(), lin.id());
    players.merge(old.id(), lin.id());

    assertThat(streaks.standing(lin).streak().orElseThrow().length()).isEqualTo(4);
    assertThat(streaks.standing(lin).days()).hasSize(4);
    assertThat(streaks.standing(old).days()).isEmpty();
    assertThat(points(lin)).as("nothing is paid by merging").isEqualTo(paid);
    assertThat(play.isOff(lin.id())).as("the own switch stands").isFalse();
    assertThat(showcases.view(handle).orElseThrow().streakDays()).isEqualTo(4);
    assertThat(streaks.checkIn(lin)).isInstanceOf(Streaks.CheckedIn.Already.class);
  }

  @Test
  void who_leaves_is_shown_nowhere_and_the_record_of_draws_still_computes() {
    var period =
        wheels.open(
            Drafts.wheel(
                5, 5, Drafts.points(0, 500_000, 20, 1, 10, 10), Drafts.nothing(1, 500_000)),
            Duration.ofHours(1));
    var lin = wheels.player(period);
    var spin = (Spinning.Drawn) wheel.spin(period, lin, UUID.randomUUID());
    streaks.checkIn(lin);
    var handle = show(lin);
    assertThat(showcases.view(handle)).isPresent();

    players.erase(lin.id());

    assertThat(showcases.view(handle)).isEmpty();
    assertThat(streaks.standing(lin).days()).isEmpty();
    var over = wheels.over(period);
    assertThat(wheel.draws(over)).isEqualTo(1);
    var drawn = spin.spin();
    var seed = HexFormat.of().parseHex(Objects.requireNonNull(over.seed()));
    assertThat(Ticket.draw(seed, drawn.seed(), drawn.counter()).value()).isEqualTo(drawn.ticket());
  }

  @Test
  void who_is_erased_from_the_journal_is_forgotten_here_too() {
    var lin = wheels.person();
    streaks.checkIn(lin);
    var handle = show(lin);
    await().until(() -> points(lin) > 100);
    erasure.erase(lin.id().value());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> {
          facts.read();
          return showcases.view(handle).isEmpty() && points(lin) == 0;
        });
    assertThat(streaks.standing(lin).days()).isEmpty();
  }

  private String show(Person person) {
    var handle = "h" + person.id().toString().substring(24);
    assertThat(
            showcases.save(new Showcase(person.id(), handle, "Lin", true, true, false), List.of()))
        .isInstanceOf(Showcases.Saved.Done.class);
    return handle;
  }

  private long points(Person person) {
    var balance = rewards.balance(person.id());
    return balance.available() + balance.pending();
  }
}
