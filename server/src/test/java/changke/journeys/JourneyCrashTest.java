package changke.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import changke.Cuts;
import changke.HouseTest;
import changke.TestClock;
import changke.activity.Journal;
import changke.messaging.Messages;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A process that dies at every boundary of every step, one after the other: before each statement
/// and each commit, and behind each commit. Whatever it was, a living one brings it to its end with
/// every effect once.
@HouseTest
class JourneyCrashTest {

  private static final int MOST_POINTS = 400;

  @Autowired Journeys journeys;
  @Autowired Follower follower;
  @Autowired Facts facts;
  @Autowired Drain drain;
  @Autowired Messages messages;
  @Autowired Journal journal;
  @Autowired Ids ids;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void nobodyElseMovesPeople() {
    follower.stop();
  }

  @AfterEach
  void others() {
    follower.start();
  }

  @Test
  void every_effect_is_recorded_once_wherever_the_process_died() {
    var kind = "Danced " + ids.next();
    var key = "crash-" + ids.next();
    var made =
        (Journeys.Made.Done)
            journeys.make(
                key,
                Ready.journey(
                    "'enter': {'enter': {'event': '" + kind + "'}, 'next': 'h'}",
                    "'h': {'holdout': 1000, 'next': 'm'}",
                    MESSAGE,
                    "'d': {'delay': {'for': 'PT1M'}, 'next': 'c'}",
                    "'c': {'coupon': 'exchange-5', 'next': 'p'}",
                    "'p': {'points': 7, 'next': 'end'}",
                    "'end': {'exit': true}"),
                new PersonId(ids.next()));
    assertThat(journeys.publish(made.id(), new PersonId(ids.next())))
        .isInstanceOf(Journeys.Published.Done.class);
    var walkers = new Walkers(jdbc, journal, messages, ids, clock);
    drainAll();
    int point = 0;
    boolean died = true;
    while (died && ++point < MOST_POINTS) {
      var lin = walkers.treated(key);
      walkers.does(lin, kind, Map.of());
      journal.sequenceAll();
      died = Cuts.during(point, this::goOn);
      drainAll();
      assertOnce(lin, made.id(), point);
    }
    System.out.println("died at " + (point - 1) + " points");
    assertThat(point).as("points at which it died").isBetween(25, MOST_POINTS - 1);
  }

  private void goOn() {
    facts.turn();
    drain.turn();
    clock.forward(Duration.ofSeconds(61));
    drain.turn();
  }

  private void drainAll() {
    for (int turns = 0; turns < 3; turns++) {
      while (facts.turn() > 0) {
        journal.sequenceAll();
      }
      clock.forward(Duration.ofSeconds(61));
      drain.turn();
    }
  }

  private void assertOnce(PersonId lin, UUID journey, int point) {
    var name = "died at " + point;
    assertThat(
            count(
                "SELECT count(*) FROM journeys.instance WHERE person = ? AND ended = 'FINISHED'",
                lin))
        .as(name)
        .isEqualTo(1);
    assertThat(count("SELECT count(*) FROM journeys.instance WHERE person = ?", lin))
        .as(name)
        .isEqualTo(1);
    assertThat(
            count(
                "SELECT count(*) FROM journeys.step s JOIN journeys.instance i ON i.id = s.instance WHERE i.person = ?",
                lin))
        .as(name)
        .isEqualTo(STEPS);
    assertThat(
            count(
                "SELECT count(*) FROM rewards.lot WHERE kind = 'journey' AND points = 7 AND person = ?",
                lin))
        .as(name + ": points")
        .isEqualTo(1);
    assertThat(
            count(
                "SELECT count(*) FROM rewards.coupon WHERE fact LIKE 'journey %' AND person = ?",
                lin))
        .as(name + ": coupons")
        .isEqualTo(1);
    assertThat(
            count(
                "SELECT count(*) FROM messaging.message WHERE request_key LIKE 'journey %' AND person_id = ?",
                lin))
        .as(name + ": messages")
        .isEqualTo(1);
    assertThat(journey).isNotNull();
  }

  private long count(String sql, PersonId person) {
    return jdbc.sql(sql).param(person.value()).query(Long.class).single();
  }

  private static final String MESSAGE = "'m': {'message': 'delay-sorry', 'next': 'd'}";
  private static final int STEPS = 7;
}
