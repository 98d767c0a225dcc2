package changke.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.orders.Market;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The audience in the running house: people do things, the follower reads them, segments change.
@HouseTest
class AudienceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired Segments segments;
  @Autowired Profiles profiles;
  @Autowired Choices choices;
  @Autowired Forgetting forgetting;
  @Autowired Stages stages;
  @Autowired Rebuilding rebuilding;
  @Autowired Generations generations;
  @Autowired Journal journal;
  @Autowired Market market;
  @Autowired Ids ids;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  private final PersonId operator = new PersonId(UUID.randomUUID());

  private PersonId someone() {
    return new PersonId(ids.next());
  }

  private void does(PersonId person, String kind, Instant at) {
    journal.append(
        Happening.own(ids.next(), kind, Optional.of(person), Optional.empty(), at, Map.of()));
  }

  private Segment kept(Rule rule) {
    var made = (Segments.Kept.Done) segments.make("test " + ids.next(), Unit.BUYER, rule, operator);
    await().atMost(PATIENCE).until(() -> !segments.find(made.id()).orElseThrow().founding());
    return segments.find(made.id()).orElseThrow();
  }

  private static Rule did(String kind, int within) {
    return new Rule.Did(kind, 1, false, within);
  }

  private void until(PersonId person, Segment segment, boolean member) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> segments.of(person.value()).containsKey(segment.id()) == member);
  }

  /// What the journal tells of a person and a segment, in its order.
  private List<String> told(PersonId person, Segment segment) {
    journal.sequenceAll();
    return jdbc.sql(
            """
            SELECT kind FROM activity.event
            WHERE person = ? AND body #>> '{properties,segment}' = ? ORDER BY position
            """)
        .param(person.value())
        .param(segment.id().toString())
        .query(String.class)
        .list();
  }

  @Test
  void who_acts_enters_and_whose_time_has_passed_leaves_and_both_are_told_once() {
    var kind = "Danced " + ids.next();
    var segment = kept(did(kind, 3));
    var lin = someone();
    does(lin, kind, clock.instant());
    until(lin, segment, true);
    assertThat(segments.members(segment.id())).containsExactly(lin.value());
    does(lin, kind, clock.instant());
    clock.forward(Duration.ofDays(4));
    until(lin, segment, false);
    assertThat(told(lin, segment)).containsExactly("Segment Entered", "Segment Left");
  }

  @Test
  void founding_members_are_told_to_nobody() {
    var kind = "Sang " + ids.next();
    var lin = someone();
    does(lin, kind, clock.instant());
    await().atMost(PATIENCE).until(() -> profiles.find(lin.value()).isPresent());
    var segment = kept(did(kind, Rule.EVER));
    until(lin, segment, true);
    assertThat(told(lin, segment)).isEmpty();
    var other = someone();
    does(other, kind, clock.instant());
    until(other, segment, true);
    assertThat(told(other, segment)).containsExactly("Segment Entered");
    assertThat(segments.counts().get(segment.id())).isEqualTo(2);
    assertThat(segments.preview(Unit.BUYER, did(kind, Rule.EVER)).count()).isEqualTo(2);
  }

  @Test
  void stages_follow_the_clock_and_every_step_is_a_fact() {
    var lin = someone();
    does(lin, "Page Viewed", clock.instant().minus(Duration.ofDays(89)));
    stage(lin, Stage.AT_RISK);
    clock.forward(Duration.ofDays(2));
    stage(lin, Stage.DORMANT);
    does(lin, "Page Viewed", clock.instant());
    stage(lin, Stage.RETURNED);
    journal.sequenceAll();
    var told =
        jdbc.sql(
                """
                SELECT body #>> '{properties,to}' FROM activity.event
                WHERE person = ? AND kind = 'Stage Changed' ORDER BY position
                """)
            .param(lin.value())
            .query(String.class)
            .list();
    assertThat(told).containsExactly("DORMANT", "RETURNED");
  }

  private void stage(PersonId person, Stage stage) {
    await()
        .atMost(PATIENCE)
        .until(() ->
            profiles.find(person.value()).map(Profile::stage).filter(stage::equals).isPresent());
  }

  @Test
  void personalisation_off_is_effective_when_the_choice_returns_and_so_is_on() {
    var kind = "Played " + ids.next();
    var segment = kept(did(kind, Rule.EVER));
    var lin = someone();
    does(lin, kind, clock.instant());
    until(lin, segment, true);
    choices.choose(lin, new Choice(false, true));
    assertThat(segments.of(lin.value())).isEmpty();
    assertThat(profiles.find(lin.value()).orElseThrow().stage()).isNull();
    assertThat(choices.impersonal(List.of(lin, someone()))).containsExactly(lin);
    assertThat(choices.unpredicted(List.of(lin))).isEmpty();
    does(lin, kind, clock.instant());
    clock.forward(Duration.ofDays(1));
    await().atMost(PATIENCE).until(() -> profiles.find(lin.value()).orElseThrow().acts() == 2);
    assertThat(segments.of(lin.value())).isEmpty();
    choices.choose(lin, Choice.EVERYTHING);
    assertThat(segments.of(lin.value())).containsKey(segment.id());
    assertThat(told(lin, segment))
        .containsExactly("Segment Entered", "Segment Left", "Segment Entered");
  }

  @Test
  void a_segment_says_why_somebody_belongs_to_it() {
    var kind = "Read " + ids.next();
    var bought = did("Order Paid", 30);
    var segment = kept(new Rule.All(List.of(did(kind, Rule.EVER), new Rule.Not(bought))));
    var lin = someone();
    does(lin, kind, clock.instant());
    until(lin, segment, true);
    assertThat(segments.why(lin.value(), segment))
        .containsExactlyInAnyOrder(
            new Segments.Reason(did(kind, Rule.EVER), true, true),
            new Segments.Reason(bought, false, false));
  }

  @Test
  void what_was_built_anew_takes_its_place_with_every_byte_the_same() {
    var kind = "Built " + ids.next();
    var segment = kept(did(kind, Rule.EVER));
    var people = new ArrayList<PersonId>();
    for (int i = 0; i < 30; i++) {
      var person = someone();
      people.add(person);
      does(person, kind, clock.instant().minus(Duration.ofDays(i)));
      does(person, "Page Viewed", clock.instant());
    }
    until(people.getLast(), segment, true);
    people.forEach(person -> until(person, segment, true));
    var old = generations.current().number();
    var since = segments.of(people.getFirst().value()).get(segment.id());
    var before = rows(old, people);
    rebuilding.begin();
    await().atMost(PATIENCE).until(() -> generations.current().number() != old);
    assertThat(rows(generations.current().number(), people)).isEqualTo(before);
    assertThat(segments.of(people.getFirst().value()).get(segment.id())).isEqualTo(since);
    assertThat(told(people.getFirst(), segment)).containsExactly("Segment Entered");
    does(people.getFirst(), "Page Viewed", clock.instant());
    await()
        .atMost(PATIENCE)
        .until(() -> profiles.find(people.getFirst().value()).orElseThrow().acts() == 3);
  }

  /// Everything that a generation says of these people, but its number.
  private List<String> rows(int generation, List<PersonId> people) {
    var ids = people.stream().map(PersonId::value).toArray(UUID[]::new);
    return jdbc.sql(
            """
            SELECT (to_jsonb(p) - 'generation')::text FROM audience.profile p
            WHERE generation = :generation AND person = ANY(:ids)
            UNION ALL
            SELECT (to_jsonb(a) - 'generation')::text FROM audience.act a
            WHERE generation = :generation AND identity = ANY(:ids)
            UNION ALL
            SELECT (to_jsonb(m) - 'generation')::text FROM audience.member m
            WHERE generation = :generation AND person = ANY(:ids)
            ORDER BY 1
            """)
        .param("generation", generation)
        .param("ids", ids)
        .query(String.class)
        .list();
  }

  @Test
  void only_conditions_that_can_be_asked_are_kept() {
    assertThat(segments.make("x", Unit.BUYER, new Rule.All(List.of()), operator))
        .isEqualTo(new Segments.Kept.Unfit(RuleProblem.EMPTY));
    assertThat(segments.make(" ", Unit.BUYER, did("A", 1), operator))
        .isEqualTo(new Segments.Kept.Nameless());
    var segment = kept(did("Nothing " + ids.next(), 1));
    assertThat(segments.change(segment.id(), 9, "other", did("A", 1)))
        .isEqualTo(new Segments.Kept.Changed());
    assertThat(segments.end(segment.id())).isTrue();
    assertThat(segments.find(segment.id())).isEmpty();
  }

  @Test
  void who_is_erased_is_gone_at_once_and_does_not_come_back() {
    var kind = "Wept " + ids.next();
    var segment = kept(did(kind, Rule.EVER));
    var lin = someone();
    does(lin, kind, clock.instant());
    until(lin, segment, true);
    forgetting.forget(lin);
    assertThat(segments.of(lin.value())).isEmpty();
    assertThat(profiles.find(lin.value())).isEmpty();
    assertThat(profiles.knowledge(lin.value(), 9).done()).isEmpty();
    does(lin, kind, clock.instant());
    var other = someone();
    does(other, kind, clock.instant());
    until(other, segment, true);
    assertThat(profiles.find(lin.value())).isEmpty();
    assertThat(told(lin, segment)).containsExactly("Segment Entered");
  }

  @Test
  void merchants_are_people_too() {
    var offer = market.offer(3, 990);
    var shop = offer.merchant().value();
    var made =
        (Segments.Kept.Done) segments.make("sellers", Unit.MERCHANT, did("Sale", 30), operator);
    market.bought(offer, 2);
    await()
        .atMost(PATIENCE)
        .until(() -> profiles.find(shop).map(known -> known.orders() == 1).orElse(false));
    var profile = profiles.find(shop).orElseThrow();
    assertThat(profile.unit()).isEqualTo(Unit.MERCHANT);
    assertThat(profile.stage()).isEqualTo(Stage.NEW);
    assertThat(profile.netMinor()).isEqualTo(1_980);
    assertThat(profiles.knowledge(shop, 9).done())
        .extracting(Profiles.Done::kind)
        .contains("Sale", "Offer Published");
    await().atMost(PATIENCE).until(() -> segments.members(made.id()).contains(shop));
    assertThat(profiles.stages(Unit.MERCHANT).getOrDefault(Stage.NEW, 0L)).isPositive();
  }

  @Test
  void thresholds_of_the_shop_count_at_once() {
    var lin = someone();
    does(lin, "Page Viewed", clock.instant().minus(Duration.ofDays(50)));
    stage(lin, Stage.AT_RISK);
    var before = stages.thresholds(Unit.BUYER);
    stages.choose(Unit.BUYER, new Thresholds(30, 20, 40, 180, 30), operator);
    stage(lin, Stage.DORMANT);
    stages.choose(Unit.BUYER, before, operator);
    stage(lin, Stage.AT_RISK);
  }
}
