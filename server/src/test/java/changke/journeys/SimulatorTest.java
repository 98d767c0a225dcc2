package changke.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import changke.activity.Happening;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A draft tried on a month that is known, the editor's changes, and the review's rules.
class SimulatorTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private static Happening did(PersonId person, String kind, int hours) {
    return Happening.own(
        UUID.randomUUID(),
        kind,
        Optional.of(person),
        Optional.empty(),
        START.plus(Duration.ofHours(hours)),
        Map.of());
  }

  private static Simulation.Outcome run(Map<PersonId, List<Happening>> lives) {
    var story =
        Ready.journey(
            "'enter': {'enter': {'event': 'Placed'}, 'againAfterDays': 2, 'next': 'w'}",
            "'w': {'wait': {'event': 'Paid'}, 'timeout': 'PT5H', 'then': 'end', 'otherwise': 'm'}",
            "'m': {'message': 'Hello', 'next': 'c'}",
            "'c': {'coupon': 'x', 'next': 'slow'}",
            "'slow': {'delay': {'for': 'P40D'}, 'next': 'end'}",
            "'goal': {'goal': {'event': 'Bought'}}",
            "'end': {'exit': true}");
    return Simulator.run(
        story,
        "story",
        lives,
        (person, seen, tags) ->
            new Knowledge(
                ZoneId.of("UTC"), seen, tags, s -> false, trait -> Optional.empty(), () -> false),
        action -> action instanceof Action.Coupon ? 500 : 0,
        START.plus(Duration.ofDays(30)));
  }

  @Test
  void a_month_is_replayed_with_the_decisions_of_their_own_time() {
    var lives = new HashMap<PersonId, List<Happening>>();
    var lin = new PersonId(UUID.randomUUID());
    var mei = new PersonId(UUID.randomUUID());
    var jun = new PersonId(UUID.randomUUID());
    lives.put(lin, new ArrayList<>(List.of(did(lin, "Placed", 0), did(lin, "Paid", 3))));
    lives.put(mei, new ArrayList<>(List.of(did(mei, "Paid", 7), did(mei, "Placed", 0))));
    lives.put(
        jun,
        new ArrayList<>(
            List.of(did(jun, "Placed", 0), did(jun, "Bought", 30), did(jun, "Placed", 100))));
    var outcome = run(lives);
    assertThat(outcome.entered()).isEqualTo(3);
    assertThat(outcome.instances()).isEqualTo(4);
    assertThat(outcome.messages()).isEqualTo(3);
    assertThat(outcome.mostMessages()).isEqualTo(2);
    assertThat(outcome.messagesPerPerson()).isEqualTo(1);
    assertThat(outcome.costMinor()).isEqualTo(1_500);
    assertThat(outcome.goals()).isEqualTo(1);
    assertThat(outcome.passed()).containsEntry("m", 3L).containsEntry("enter", 4L);
    assertThat(outcome.here()).containsEntry("slow", 2L);
  }

  private static final String PLAIN =
      """
      {"title": {"zh": "故事", "en": "Story"}, "nodes": {
        "enter": {"enter": {"event": "A"}, "next": "end"}, "end": {"exit": true}}}
      """;

  @Test
  void steps_are_put_in_changed_and_taken_out() {
    var with = Sketch.insert(PLAIN, "enter", Sketch.Kind.DELAY);
    var definition = Ready.fine(with);
    assertThat(definition.enter().next()).isEqualTo("delay-2");
    assertThat(Sketch.fields(definition, "delay-2"))
        .containsExactly(
            new Sketch.Field("delay.for", "PT24H", false), new Sketch.Field("next", "end", true));
    var changed = Sketch.change(with, "delay-2", Map.of("delay.for", "PT3H"));
    assertThat(Ready.fine(changed).node("delay-2"))
        .isEqualTo(new Node.Delay(new Node.Pause.For(Duration.ofHours(3)), "end", null));
    assertThat(Sketch.read(json -> Sketch.change(json, "delay-2", Map.of("delay.for", "x")), with))
        .isEqualTo(new Definitions.Read.Unfit("nodes.delay-2.delay.for"));
    assertThat(Ready.fine(Sketch.remove(with, "delay-2"))).isEqualTo(Ready.fine(PLAIN));
    for (var kind : Sketch.Kind.values()) {
      assertThat(Definitions.read(Sketch.insert(PLAIN, "enter", kind)))
          .as(kind.name())
          .isInstanceOf(Definitions.Read.Fine.class);
    }
    assertThat(Picture.of(definition).height()).isEqualTo(3);
  }

  private static EffectRows.Side side(long people, long goals, double net, double spread) {
    double squares = people * (net * net + spread * spread);
    return new EffectRows.Side(
        new changke.engine.trial.ProportionArm(people, goals),
        new changke.engine.trial.MeanArm(people, people * net, squares),
        0);
  }

  @Test
  void few_clicks_are_flagged_surely_few_without_gain_are_off_and_harm_always_is() {
    var held = side(1_000, 100, 1_000, 500);
    var same = side(9_000, 900, 1_000, 500);
    var good = side(9_000, 1_800, 1_500, 500);
    var bad = side(9_000, 300, 600, 500);
    assertThat(finding(same, held, 2_000, 200)).isEqualTo(Finding.KEEP);
    assertThat(finding(same, held, 200, 8)).as("perhaps 5 %").isEqualTo(Finding.FLAG);
    assertThat(finding(same, held, 5_000, 100)).isEqualTo(Finding.OFF);
    assertThat(finding(good, held, 5_000, 100)).as("it pays").isEqualTo(Finding.FLAG);
    assertThat(finding(bad, held, 5_000, 2_000)).as("many clicks").isEqualTo(Finding.HARM);
    assertThat(finding(side(9, 1, 5, 1), side(2, 0, 4, 1), 3, 0)).isEqualTo(Finding.TOO_EARLY);
  }

  private static Finding finding(
      EffectRows.Side treated, EffectRows.Side held, long sent, long clicked) {
    return Finding.of(Effect.of(1, treated, held, new Effect.Clicks(sent, clicked)));
  }

  /// Causes are known: some help, some do nothing, some harm. Looked at every week for a year, the
  /// harmful are stopped, the others are not, and intervals cover the truth.
  @Test
  void a_seeded_year_keeps_what_helps_and_stops_what_harms() {
    int seeds = Boolean.getBoolean("changke.long") ? 300 : 12;
    int stoppedHarm = 0;
    int stoppedOther = 0;
    int uncovered = 0;
    int looked = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      for (double truth : new double[] {300, 0, -300}) {
        var random = new java.util.Random(seed * 31L + (long) truth);
        var sums = new double[2][3];
        boolean stopped = false;
        boolean missed = false;
        for (int week = 1; week <= 52 && !stopped; week++) {
          for (int i = 0; i < 380; i++) {
            int arm = random.nextInt(10) == 0 ? 0 : 1;
            boolean buys = random.nextDouble() < .3;
            double net = (buys ? 2_000 + 800 * random.nextGaussian() : 0) + (arm == 1 ? truth : 0);
            sums[arm][0]++;
            sums[arm][1] += net;
            sums[arm][2] += net * net;
          }
          var effect = Effect.of(1, year(sums[1]), year(sums[0]), new Effect.Clicks(0, 0));
          var net = effect.net();
          missed |= net.isPresent() && (net.get().low() > truth || net.get().high() < truth);
          stopped = Finding.of(effect) == Finding.HARM;
        }
        looked++;
        uncovered += missed ? 1 : 0;
        stoppedHarm += truth < 0 && stopped ? 1 : 0;
        stoppedOther += truth >= 0 && stopped ? 1 : 0;
      }
    }
    System.out.println("harm stopped " + stoppedHarm + " of " + seeds + ", uncovered " + uncovered);
    assertThat(stoppedHarm).isEqualTo(seeds);
    assertThat(stoppedOther).isLessThanOrEqualTo(1 + seeds / 20);
    assertThat(uncovered).isLessThanOrEqualTo(2 + looked / 18);
  }

  private static EffectRows.Side year(double[] sums) {
    return new EffectRows.Side(
        new changke.engine.trial.ProportionArm((long) sums[0], (long) (sums[0] * .3)),
        new changke.engine.trial.MeanArm((long) sums[0], sums[1], sums[2]),
        0);
  }
}
