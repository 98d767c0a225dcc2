package changke.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.audience.Choice;
import changke.audience.Choices;
import changke.identity.Leaving;
import changke.messaging.Messages;
import changke.rewards.Coupons;
import changke.rewards.Rewards;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Journeys in the running house: people do things, the follower reads them, steps are done.
@HouseTest
class JourneysTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String END = "'end': {'exit': true}";
  private static final String HELD = "'h': {'holdout': 1000, 'next': 'a'}";
  private static final String POINTS = "'a': {'points': 5, 'next': 'end'}";

  @Autowired Journeys journeys;
  @Autowired Passages passages;
  @Autowired Tasks tasks;
  @Autowired Messages messages;
  @Autowired Journal journal;
  @Autowired Rewards rewards;
  @Autowired Coupons coupons;
  @Autowired Choices choices;
  @Autowired Leaving leaving;
  @Autowired Ids ids;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  private final PersonId operator = new PersonId(UUID.randomUUID());
  private Walkers walkers;
  private String kind;
  private String key;

  @BeforeEach
  void begin() {
    walkers = new Walkers(jdbc, journal, messages, ids, clock);
    kind = "Danced " + ids.next();
    key = "story-" + ids.next();
  }

  private UUID live(Definition definition) {
    var made = (Journeys.Made.Done) journeys.make(key, definition, operator);
    assertThat(journeys.publish(made.id(), operator)).isEqualTo(new Journeys.Published.Done(1));
    return made.id();
  }

  private String enter(String more) {
    return "'enter': {'enter': {'event': '" + kind + "'" + more + "}, 'next': 'h'}";
  }

  private List<Passages.Passage> ways(PersonId person, UUID journey) {
    return passages.of(person).stream().filter(way -> way.journey().equals(journey)).toList();
  }

  private void over(PersonId person, UUID journey, String... ends) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            assertThat(ways(person, journey))
                .extracting(Passages.Passage::ended)
                .containsExactlyInAnyOrder(ends));
  }

  private void stands(PersonId person, UUID journey, String node) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() ->
            ways(person, journey).stream()
                .anyMatch(way -> way.node().equals(node) && way.ended() == null));
  }

  private Passages.Counts counts(UUID journey, String node) {
    return passages.counts(journey, 1).getOrDefault(node, Passages.Counts.NONE);
  }

  private long points(PersonId person) {
    return rewards.balance(person).available();
  }

  @Test
  void coupon_points_tag_and_task_are_each_given_once_and_the_passage_says_so() {
    var id =
        live(
            Ready.journey(
                enter(""),
                HELD,
                "'a': {'points': 5, 'next': 'c'}",
                "'c': {'coupon': 'exchange-5', 'next': 't'}",
                "'t': {'tag': 'danced', 'next': 'b'}",
                "'b': {'branch': [{'when': {'tag': 'danced'}, 'next': 'k'}], 'otherwise': 'end'}",
                "'k': {'task': {'en': 'Call', 'zh': '打电话'}, 'next': 'w'}",
                "'w': {'webhook': 'danced', 'next': 'end'}",
                END));
    var lin = walkers.treated(key);
    walkers.does(lin, kind, Map.of());
    over(lin, id, "FINISHED");
    assertThat(points(lin)).isEqualTo(5);
    assertThat(coupons.open(lin)).hasSize(1);
    assertThat(tasks.open(0).rows()).anyMatch(task -> task.person().equals(lin));
    var way = ways(lin, id).getFirst();
    assertThat(passages.steps(way.id()))
        .extracting(Passages.Step::outcome)
        .containsExactly(
            "ENTERED",
            "TREATED",
            "GIVEN",
            "GRANTED",
            "TAGGED",
            "WAY 1",
            "ASKED",
            "TOLD",
            "END FINISHED");
    assertThat(counts(id, "c").outcomes()).containsEntry("GRANTED", 1L);
    var task =
        tasks.open(0).rows().stream().filter(one -> one.person().equals(lin)).findFirst().get();
    assertThat(tasks.done(task.id(), operator, "called")).isTrue();
    assertThat(tasks.done(task.id(), operator, "again")).isFalse();
  }

  @Test
  void who_is_held_out_gets_nothing_and_is_looked_at_like_the_others() {
    var goal = "Bought " + ids.next();
    var id =
        live(
            Ready.journey(
                enter(""), HELD, POINTS, END, "'goal': {'goal': {'event': '" + goal + "'}}"));
    var lin = walkers.held(key);
    walkers.does(lin, kind, Map.of());
    over(lin, id, "HELD");
    walkers.does(lin, goal, Map.of());
    await().atMost(PATIENCE).until(() -> ways(lin, id).getFirst().goalAt() != null);
    assertThat(points(lin)).isZero();
    assertThat(ways(lin, id).getFirst().arm()).isEqualTo("JOURNEY");
  }

  /// The complaint: an event that starts a journey, and a wait for another event, do not go
  /// together elsewhere; what comes in between is lost.
  @Test
  void event_entry_and_waiting_go_together_whatever_comes_first() {
    var paid = "Settled " + ids.next();
    var id =
        live(
            Ready.journey(
                enter(", 'instance': 'order_id'"),
                "'h': {'delay': {'for': 'PT1H'}, 'next': 'w'}",
                "'w': {'wait': {'event': '"
                    + paid
                    + "', 'where': [['order_id', '=', '$order_id']]},"
                    + " 'timeout': 'PT1H', 'then': 'end', 'otherwise': 'unpaid'}",
                "'unpaid': {'tag': 'unpaid', 'next': 'end'}",
                END));
    var lin = walkers.treated(key);
    var now = clock.instant();
    // Order 2's payment is told before its placing; order 3 is not paid.
    walkers.does(lin, paid, now.plusSeconds(1), Map.of("order_id", "2"));
    walkers.does(lin, kind, now, Map.of("order_id", "1"));
    walkers.does(lin, kind, now, Map.of("order_id", "2"));
    walkers.does(lin, kind, now, Map.of("order_id", "3"));
    await().atMost(PATIENCE).until(() -> ways(lin, id).size() == 3);
    walkers.does(lin, paid, now.plusSeconds(2), Map.of("order_id", "1"));
    stands(lin, id, "h");
    clock.forward(Duration.ofMinutes(61));
    await()
        .atMost(PATIENCE)
        .until(() -> ways(lin, id).stream().filter(way -> way.ended() != null).count() == 2);
    assertThat(ways(lin, id).stream().filter(way -> way.ended() == null))
        .extracting(Passages.Passage::key)
        .containsExactly("3");
    clock.forward(Duration.ofMinutes(61));
    over(lin, id, "FINISHED", "FINISHED", "FINISHED");
    assertThat(counts(id, "unpaid").passed()).isEqualTo(1);
  }

  @Test
  void one_person_is_in_once_for_each_key_and_comes_again_after_the_gap() {
    var again = "'againAfterDays': 7, ";
    var id =
        live(
            Ready.journey(
                "'enter': {'enter': {'event': '" + kind + "'}, " + again + "'next': 'h'}",
                "'h': {'delay': {'for': 'PT1H'}, 'next': 'end'}",
                END));
    var lin = walkers.treated(key);
    walkers.does(lin, kind, Map.of());
    stands(lin, id, "h");
    walkers.does(lin, kind, Map.of());
    settle();
    assertThat(ways(lin, id)).as("one at a time").hasSize(1);
    clock.forward(Duration.ofDays(1));
    over(lin, id, "FINISHED");
    walkers.does(lin, kind, Map.of());
    settle();
    assertThat(ways(lin, id)).as("the gap").hasSize(1);
    clock.forward(Duration.ofDays(7));
    walkers.does(lin, kind, Map.of());
    await().atMost(PATIENCE).until(() -> ways(lin, id).size() == 2);
  }

  /// Until everything that is in the journal now was read.
  private void settle() {
    journal.sequenceAll();
    var last =
        jdbc.sql("SELECT coalesce(max(position), 0) FROM activity.event")
            .query(Long.class)
            .single();
    await()
        .atMost(PATIENCE)
        .until(() ->
            jdbc.sql("SELECT position FROM activity.cursor WHERE consumer = 'journeys'")
                    .query(Long.class)
                    .single()
                >= last);
  }

  @Test
  void goal_and_exit_take_people_out_wherever_they_are() {
    var goal = "Bought " + ids.next();
    var stop = "Stopped " + ids.next();
    var id =
        live(
            Ready.journey(
                enter(""),
                "'h': {'delay': {'for': 'P3D'}, 'next': 'end'}",
                "'goal': {'goal': {'event': '" + goal + "'}}",
                "'out': {'exit': {'event': '" + stop + "'}}",
                END));
    var lin = walkers.treated(key);
    var mei = walkers.treated(key);
    walkers.does(lin, kind, Map.of());
    walkers.does(mei, kind, Map.of());
    stands(lin, id, "h");
    stands(mei, id, "h");
    walkers.does(lin, goal, Map.of());
    walkers.does(mei, stop, Map.of());
    over(lin, id, "GOAL");
    over(mei, id, "LEFT out");
  }

  @Test
  void a_version_finishes_those_who_entered_it_and_can_be_rolled_back() {
    var slow = "'h': {'delay': {'for': 'P3D'}, 'next': 'old'}";
    var id = live(Ready.journey(enter(""), slow, "'old': {'tag': 'old', 'next': 'end'}", END));
    var lin = walkers.treated(key);
    walkers.does(lin, kind, Map.of());
    stands(lin, id, "h");
    jdbc.sql(
            "INSERT INTO journeys.draft SELECT journey, 2, replace(definition::text, 'old', 'new')::jsonb,"
                + " made_by, made_at FROM journeys.draft WHERE journey = ?")
        .param(id)
        .update();
    assertThat(journeys.publish(id, operator)).isEqualTo(new Journeys.Published.Done(2));
    var mei = walkers.treated(key);
    walkers.does(mei, kind, Map.of());
    stands(mei, id, "h");
    clock.forward(Duration.ofDays(4));
    over(lin, id, "FINISHED");
    over(mei, id, "FINISHED");
    assertThat(passages.counts(id, 1)).containsKey("old").doesNotContainKey("new");
    assertThat(passages.counts(id, 2)).containsKey("new").doesNotContainKey("old");
    assertThat(journeys.rollBack(id, 1, operator)).isEqualTo(new Journeys.Published.Done(1));
    assertThat(journeys.rollBack(id, 9, operator)).isEqualTo(new Journeys.Published.Nothing());
    var jun = walkers.treated(key);
    walkers.does(jun, kind, Map.of());
    stands(jun, id, "h");
    assertThat(ways(jun, id).getFirst().version()).isEqualTo(1);
    assertThat(journeys.acts(id))
        .extracting(Journeys.Act::kind)
        .containsExactly(
            Journeys.Act.Kind.ROLLED_BACK,
            Journeys.Act.Kind.PUBLISHED,
            Journeys.Act.Kind.PUBLISHED);
  }

  @Test
  void paused_nobody_enters_and_nobody_moves_resumed_it_goes_on_off_everybody_leaves() {
    var id =
        live(
            Ready.journey(
                enter(""),
                "'h': {'delay': {'for': 'PT1H'}, 'next': 't'}",
                "'t': {'tag': 'moved', 'next': 'later'}",
                "'later': {'delay': {'for': 'P9D'}, 'next': 'end'}",
                END));
    var lin = walkers.treated(key);
    walkers.does(lin, kind, Map.of());
    stands(lin, id, "h");
    assertThat(journeys.pause(id, operator)).isTrue();
    assertThat(journeys.pause(id, operator)).isFalse();
    clock.forward(Duration.ofHours(2));
    var mei = walkers.treated(key);
    walkers.does(mei, kind, Map.of());
    settle();
    assertThat(ways(mei, id)).isEmpty();
    stands(lin, id, "h");
    assertThat(journeys.resume(id, operator)).isTrue();
    stands(lin, id, "later");
    assertThat(journeys.switchOff(id, operator)).isTrue();
    over(lin, id, "OFF");
    assertThat(journeys.find(id).orElseThrow().state()).isEqualTo(Journey.State.OFF);
  }

  @Test
  void late_history_brings_nobody_in_and_the_same_fact_counts_once() {
    var id =
        live(
            Ready.journey(
                enter("").replace("'next'", "'againAfterDays': 0, 'next'"),
                "'h': {'tag': 't', 'next': 'end'}",
                END));
    var lin = walkers.treated(key);
    walkers.does(lin, kind, clock.instant().minus(Duration.ofDays(3)), Map.of());
    settle();
    assertThat(ways(lin, id)).isEmpty();
    var fact = walkers.does(lin, kind, Map.of());
    over(lin, id, "FINISHED");
    var twice =
        Happening.own(fact, kind, Optional.of(lin), Optional.empty(), clock.instant(), Map.of());
    journal.appendAll(List.of(twice, twice));
    settle();
    assertThat(ways(lin, id)).hasSize(1);
  }

  @Test
  void who_leaves_the_house_leaves_every_journey_and_nothing_of_theirs_stays() {
    var id =
        live(
            Ready.journey(
                enter(", 'instance': 'room'"),
                "'h': {'tag': 't', 'next': 'd'}",
                "'d': {'delay': {'for': 'P3D'}, 'next': 'end'}",
                END));
    var lin = walkers.treated(key);
    walkers.does(lin, kind, Map.of("room", "Lin's own"));
    stands(lin, id, "d");
    assertThat(leaving.leave(lin)).isEqualTo(Leaving.Answer.DONE);
    over(lin, id, "ERASED");
    assertThat(
            jdbc.sql("SELECT entry::text || key FROM journeys.instance WHERE person = ?")
                .param(lin.value())
                .query(String.class)
                .single())
        .doesNotContain("Lin");
    assertThat(
            jdbc.sql("SELECT count(*) FROM journeys.tag WHERE person = ?")
                .param(lin.value())
                .query(Long.class)
                .single())
        .isZero();
    walkers.does(lin, kind, Map.of("room", "2"));
    settle();
    assertThat(ways(lin, id)).hasSize(1);
  }

  @Test
  void personalisation_off_takes_people_out_of_what_is_not_owed() {
    var id =
        live(
            Ready.journey(
                enter(""),
                "'h': {'delay': {'for': 'PT1H'}, 'next': 't'}",
                "'t': {'tag': 'x', 'next': 'end'}",
                END));
    var lin = walkers.treated(key);
    walkers.does(lin, kind, Map.of());
    stands(lin, id, "h");
    choices.choose(lin, new Choice(false, true));
    clock.forward(Duration.ofHours(2));
    over(lin, id, "NOT_WANTED");
    var mei = walkers.treated(key);
    choices.choose(mei, new Choice(false, true));
    walkers.does(mei, kind, Map.of());
    settle();
    assertThat(ways(mei, id)).isEmpty();
  }

  @Test
  void a_step_that_cannot_be_done_keeps_nobody_else_back_and_is_given_up_at_last() {
    var id = live(Ready.journey(enter(""), "'h': {'tag': 'x', 'next': 'end'}", END));
    var lin = walkers.treated(key);
    var mei = walkers.treated(key);
    jdbc.sql(
            """
            INSERT INTO journeys.instance
              (id, journey, version, person, key, fact, entry, happened_at, entered_at, first, node, epoch,
               arrived_at, due_at, used, tries, watched_to, watched)
            SELECT ?, id, 1, ?, '', ?, '{}'::jsonb, made_at, made_at, true, 'nowhere', 0, made_at, made_at,
              '{}'::uuid[], 7, made_at, true
            FROM journeys.journey WHERE id = ?
            """)
        .params(ids.next(), lin.value(), ids.next(), id)
        .update();
    walkers.does(mei, kind, Map.of());
    over(mei, id, "FINISHED");
    over(lin, id, "STUCK");
  }
}
