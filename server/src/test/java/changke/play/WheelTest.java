package changke.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import changke.HouseTest;
import changke.TestClock;
import changke.identity.Role;
import changke.rewards.Rewards;
import changke.shared.PersonId;
import changke.shared.Words;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class WheelTest {

  private static final Duration LENGTH = Duration.ofHours(1);

  @Autowired Wheel wheel;
  @Autowired WheelStudio studio;
  @Autowired WheelArchive archive;
  @Autowired PlaySwitch play;
  @Autowired Payouts payouts;
  @Autowired Rewards rewards;
  @Autowired Wheels wheels;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  @Test
  void a_draw_can_be_computed_again_by_whoever_knows_the_published_seed() {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    var lin = wheels.player(period);
    var spin = drawn(wheel.spin(period, lin, UUID.randomUUID()));
    assertThat(period.seed()).as("nobody knows the seed while the wheel turns").isNull();
    var over = wheels.over(period);
    var seed = HexFormat.of().parseHex(over.seed());
    assertThat(HexFormat.of().formatHex(Ticket.promise(seed))).isEqualTo(period.promise());
    var ticket = Ticket.draw(seed, spin.seed(), 1);
    assertThat(spin.ticket()).isEqualTo(ticket.value());
    assertThat(spin.drawn()).isEqualTo(period.plan().at(ticket).position());
  }

  @Test
  void the_seed_is_not_shown_a_moment_too_early() {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    clock.forward(LENGTH.minusMinutes(1));
    studio.reveal();
    assertThat(wheel.period(period.id()).orElseThrow().seed()).isNull();
  }

  @Test
  void the_same_request_twice_is_one_draw() {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    var lin = wheels.player(period);
    var request = UUID.randomUUID();
    var first = drawn(wheel.spin(period, lin, request));
    assertThat(drawn(wheel.spin(period, lin, request))).isEqualTo(first);
    assertThat(wheel.left(period, lin.id())).isEqualTo(1);
  }

  @Test
  void somebody_elses_request_number_stops_nobody() {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    var request = UUID.randomUUID();
    var first = drawn(wheel.spin(period, wheels.player(period), request));
    var second = drawn(wheel.spin(period, wheels.player(period), request));
    assertThat(second.id()).isNotEqualTo(first.id());
  }

  @Test
  void spins_are_limited_by_the_day_and_by_the_period() {
    var period = wheels.open(Drafts.wheel(2, 3, half(0), half(1)), Duration.ofDays(3));
    var lin = wheels.player(period);
    drawn(spin(period, lin));
    drawn(spin(period, lin));
    assertThat(spin(period, lin)).isEqualTo(new Spinning.DoneForToday());
    clock.forward(Duration.ofDays(1));
    drawn(spin(period, lin));
    assertThat(spin(period, lin)).isEqualTo(new Spinning.DoneForPeriod());
  }

  @Test
  void who_works_for_the_house_does_not_draw() {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    var operator = wheels.person(Role.OPERATOR);
    wheel.chooseSeed(period, operator.id(), "operator-seed");
    assertThat(spin(period, operator)).isEqualTo(new Spinning.Staff());
  }

  @Test
  void nobody_draws_without_a_seed_of_their_own_or_with_play_off_or_outside_the_period() {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    var lin = wheels.person();
    assertThat(spin(period, lin)).isEqualTo(new Spinning.NoSeed());
    wheel.chooseSeed(period, lin.id(), seed());
    play.off(lin.id());
    assertThat(spin(period, lin)).isEqualTo(new Spinning.SwitchedOff());
    play.on(lin.id());
    drawn(spin(period, lin));
    wheels.over(period);
    assertThat(spin(period, lin)).isEqualTo(new Spinning.NotOpen());
  }

  @Test
  void nobody_can_follow_the_luck_of_somebody_elses_seed() {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    var seed = seed();
    var lin = wheels.person();
    assertThat(wheel.chooseSeed(period, lin.id(), seed)).isTrue();
    assertThat(wheel.chooseSeed(period, wheels.person().id(), seed)).isFalse();
    assertThat(wheel.chooseSeed(period, lin.id(), seed())).as("one's own can change").isTrue();
    assertThat(wheel.chooseSeed(period, wheels.person().id(), seed)).as("once used").isFalse();
    assertThat(wheel.chooseSeed(period, lin.id(), "short")).isFalse();
    assertThat(wheel.chooseSeed(period, lin.id(), "with space and : colon")).isFalse();
  }

  @Test
  void a_new_seed_goes_on_with_the_count_so_that_no_draw_comes_twice() {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    var lin = wheels.player(period);
    var first = drawn(spin(period, lin));
    wheel.chooseSeed(period, lin.id(), seed());
    var second = drawn(spin(period, lin));
    assertThat(first.counter()).isEqualTo(1);
    assertThat(second.counter()).isEqualTo(2);
    assertThat(second.seed()).isNotEqualTo(first.seed());
  }

  @Test
  void what_has_run_out_pays_its_published_substitute_and_the_odds_stay() {
    var scarce = Drafts.points(0, 999_999, 2, 1, 100, 100);
    var period = wheels.open(Drafts.wheel(5, 5, scarce, Drafts.nothing(1, 1)), LENGTH);
    var lin = wheels.player(period);
    var spins = new ArrayList<Spin>();
    for (int i = 0; i < 5; i++) {
      spins.add(drawn(spin(period, lin)));
    }
    assertThat(spins).extracting(Spin::drawn).containsOnly(0);
    assertThat(spins).extracting(Spin::paid).containsExactly(0, 0, 1, 1, 1);
    assertThat(wheel.stock(period)).containsEntry(0, 0);
    assertThat(wheel.period(period.id()).orElseThrow().plan()).isEqualTo(period.plan());
  }

  @Test
  void sixty_four_at_once_never_take_more_than_there_is() throws Exception {
    var scarce = Drafts.points(0, 500_000, 20, 1, 100, 100);
    var period = wheels.open(Drafts.wheel(4, 4, scarce, Drafts.nothing(1, 500_000)), LENGTH);
    var players = new ArrayList<changke.identity.Person>();
    for (int i = 0; i < 64; i++) {
      players.add(wheels.player(period));
    }
    var spins = new ConcurrentLinkedQueue<Spin>();
    var start = new CountDownLatch(1);
    var crowd =
        players.stream()
            .map(player ->
                Thread.ofVirtual()
                    .start(() -> {
                      try {
                        start.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      for (int turn = 0; turn < 2; turn++) {
                        spins.add(drawn(patiently(period, player)));
                      }
                    }))
            .toList();
    start.countDown();
    for (var player : crowd) {
      player.join();
    }
    assertThat(spins).hasSize(128);
    assertThat(spins.stream().filter(spin -> spin.drawn() == 0).count()).isGreaterThan(20);
    assertThat(spins.stream().filter(spin -> spin.paid() == 0).count()).isEqualTo(20);
    assertThat(wheel.stock(period)).containsEntry(0, 0);
    assertThat(spins.stream().map(Spin::number).sorted().toList())
        .isEqualTo(
            java.util.stream.IntStream.rangeClosed(1, 128).boxed().collect(Collectors.toList()));
    assertThat(wheel.draws(period)).isEqualTo(128);
    everyoneElseComputesTheSame(wheels.over(period));
  }

  @Test
  void one_person_in_many_tabs_gets_no_spin_more() throws Exception {
    var period = wheels.open(Drafts.wheel(3, 3, half(0), half(1)), LENGTH);
    var lin = wheels.player(period);
    var results = new ConcurrentLinkedQueue<Spinning>();
    var tabs =
        java.util.stream.IntStream.range(0, 16)
            .mapToObj(tab -> Thread.ofVirtual().start(() -> results.add(patiently(period, lin))))
            .toList();
    for (var tab : tabs) {
      tab.join();
    }
    assertThat(results.stream().filter(Spinning.Drawn.class::isInstance)).hasSize(3);
  }

  @Test
  void what_is_published_can_not_be_changed_even_in_the_database() {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    drawn(spin(period, wheels.player(period)));
    for (var change :
        List.of(
            "UPDATE play.wheel_prize SET parts_per_million = 1",
            "UPDATE play.wheel_plan SET spins_a_day = 9",
            "DELETE FROM play.wheel_prize",
            "UPDATE play.wheel_spin SET paid = 0",
            "DELETE FROM play.wheel_spin",
            "UPDATE play.wheel_period SET promise = sha256('other')",
            "UPDATE play.wheel_period SET closes = closes + interval '1 day'",
            "DELETE FROM play.wheel_period",
            "UPDATE play.wheel_stock SET remaining = -1",
            "UPDATE play.wheel_period SET seed = 'other', revealed_at = closes WHERE seed IS NULL",
            "INSERT INTO play.wheel_prize SELECT plan, 11, 'x', 'x', 1, NULL, NULL, 'NOTHING', 0, NULL, 0"
                + " FROM play.wheel_prize LIMIT 1",
            "INSERT INTO play.wheel_prize SELECT plan, 11, 'x', 'x', 1, NULL, NULL, 'POINTS', 1, NULL,"
                + " 5000001 FROM play.wheel_prize LIMIT 1")) {
      assertThatThrownBy(() -> jdbc.sql(change).update()).as(change).isNotNull();
    }
  }

  @Test
  void points_are_handed_over_with_the_draw_once_under_the_rules_version() {
    var sure = Drafts.points(0, 999_999, null, null, 70, 70);
    var period = wheels.open(Drafts.wheel(3, 3, sure, Drafts.nothing(1, 1)), LENGTH);
    var lin = wheels.player(period);
    var request = UUID.randomUUID();
    var spin = drawn(wheel.spin(period, lin, request));
    drawn(wheel.spin(period, lin, request));
    assertThat(rewards.lotsOf("wheel " + spin.id()))
        .singleElement()
        .satisfies(lot -> {
          assertThat(lot.points()).isEqualTo(70);
          assertThat(lot.source()).isEqualTo("play.wheel");
          assertThat(lot.version()).isEqualTo(period.plan().version());
        });
  }

  @Test
  void a_prize_that_cannot_be_handed_over_is_owed_and_the_draw_stands() {
    var coupon =
        new Prize(
            0,
            new Words("券", "Coupon"),
            999_999,
            null,
            null,
            Prize.Kind.COUPON,
            0,
            "no-such-coupon",
            100);
    var period = wheels.open(Drafts.wheel(3, 3, coupon, Drafts.nothing(1, 1)), LENGTH);
    int before = studio.owed();
    var spin = drawn(spin(period, wheels.player(period)));
    assertThat(spin.paid()).isZero();
    assertThat(studio.owed()).isEqualTo(before + 1);
    assertThat(payouts.settle()).as("still not there").isEqualTo(before + 1);
    assertThat(studio.costMinor(period)).isEqualTo(100);
  }

  @Test
  void two_wheels_never_turn_at_once_and_none_is_announced_for_the_past() {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    var operator = new PersonId(UUID.randomUUID());
    var now = clock.instant();
    assertThat(studio.announce(period.plan(), now.plusSeconds(60), now.plusSeconds(90), operator))
        .isEqualTo(new WheelStudio.Announced.Overlaps());
    assertThat(studio.announce(period.plan(), now.minusSeconds(1), now.plusSeconds(90), operator))
        .isEqualTo(new WheelStudio.Announced.WrongTime());
  }

  @Test
  void a_standing_order_announces_the_next_month_once() {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    var wen = new PersonId(UUID.randomUUID());
    studio.repeat(period.plan(), wen);
    studio.goOn();
    studio.goOn();
    studio.stopRepeating();
    var next = wheel.periods().getFirst();
    assertThat(next.opens()).isAfterOrEqualTo(period.closes());
    assertThat(next.plan()).isEqualTo(period.plan());
    assertThat(next.promise()).isNotEqualTo(period.promise());
    assertThat(wheel.periods().stream().filter(p -> p.opens().isAfter(period.opens()))).hasSize(1);
    assertThat(studio.monthly()).isEmpty();
  }

  @Test
  void the_archive_keeps_two_years_with_every_draw() throws Exception {
    var period = wheels.open(Drafts.monthly(), LENGTH);
    var lin = wheels.player(period);
    var spin = drawn(spin(period, lin));
    wheels.over(period);
    clock.forward(Duration.ofDays(729));
    var text = new StringWriter();
    archive.writeAll(text);
    assertThat(text.toString())
        .contains(period.id().toString())
        .contains(lin.id().toString())
        .contains("\"ticket\":" + spin.ticket());
    var open = new StringWriter();
    archive.write(period, open);
    assertThat(open.toString()).contains(spin.seed()).doesNotContain(lin.id().toString());
  }

  @TempDir Path folder;

  /// The script of the documentation, run by another language on the published file.
  private void everyoneElseComputesTheSame(WheelPeriod period) throws Exception {
    var text = new StringWriter();
    archive.write(period, text);
    assertThat(python(text.toString())).isEqualTo("128 draws are as promised");
    var forged = text.toString().replaceFirst("\"ticket\":(\\d)", "\"ticket\":9$1");
    assertThat(python(forged)).doesNotContain("as promised");
  }

  private String python(String draws) throws IOException, InterruptedException {
    var doc = Files.readString(Path.of("../docs/wheel.md"));
    var script = doc.substring(doc.indexOf("```python") + 9);
    var file = Files.writeString(folder.resolve("draws.jsonl"), draws);
    var program =
        Files.writeString(folder.resolve("check.py"), script.substring(0, script.indexOf("```")));
    Process process;
    try {
      process =
          new ProcessBuilder("python3", program.toString(), file.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException none) {
      assumeThat(false).as("python3 is not here").isTrue();
      throw none;
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  /// Waits for a free connection as often as it takes: the crowd is larger than the pool.
  private Spinning patiently(WheelPeriod period, changke.identity.Person player) {
    var request = UUID.randomUUID();
    for (int tries = 0; ; tries++) {
      try {
        return wheel.spin(period, player, request);
      } catch (org.springframework.transaction.CannotCreateTransactionException busy) {
        if (tries == 20) {
          throw busy;
        }
      }
    }
  }

  private Spinning spin(WheelPeriod period, changke.identity.Person person) {
    return wheel.spin(period, person, UUID.randomUUID());
  }

  private static Spin drawn(Spinning spinning) {
    assertThat(spinning).isInstanceOf(Spinning.Drawn.class);
    return ((Spinning.Drawn) spinning).spin();
  }

  private static Prize half(int position) {
    return Drafts.nothing(position, 500_000);
  }

  private static String seed() {
    return "s-" + UUID.randomUUID();
  }
}
