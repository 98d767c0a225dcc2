package changke.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import changke.play.WheelDraft.What;
import changke.shared.Words;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WheelDrawTest {

  private static final byte[] SEED =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  /// Computed with Python: `int.from_bytes(hmac.digest(seed, b"lin-2026-spring:1", "sha256"),
  /// "big") % 1_000_000`.
  @Test
  void a_ticket_is_what_other_programs_compute() {
    assertThat(Ticket.draw(SEED, "lin-2026-spring", 1).value()).isEqualTo(360964);
    assertThat(Ticket.draw(SEED, "lin-2026-spring", 2).value()).isEqualTo(876611);
    assertThat(HexFormat.of().formatHex(Ticket.promise(SEED)))
        .isEqualTo("630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd");
  }

  @Test
  void seed_and_counter_cannot_be_shifted_into_each_other() {
    assertThat(Ticket.draw(SEED, "abcdefgh1", 2)).isNotEqualTo(Ticket.draw(SEED, "abcdefgh", 12));
  }

  /// 1,000,000 draws, each computed again from the published seed: every prize's share lies within
  /// the interval of its published odds, at one chance in ten million of a false alarm for each.
  @Test
  void shown_odds_are_executed_odds() throws Exception {
    long printed = 20_260_401L;
    System.out.println("seed of shown_odds_are_executed_odds: " + printed);
    var chance = new Random(printed);
    var serverSeed = new byte[32];
    chance.nextBytes(serverSeed);
    var plan = plan(Drafts.monthly());
    var mac = mac(serverSeed);
    int draws = 1_000_000;
    var hits = new int[plan.prizes().size()];
    for (int i = 0; i < draws; i++) {
      var seed = "person-" + (i / 3);
      int counter = i % 3 + 1;
      var ticket = Ticket.draw(serverSeed, seed, counter);
      hits[plan.at(ticket).position()]++;
      if (ticket.value() != naive(mac, seed, counter)) {
        throw new AssertionError("draw " + i + " is not what its seeds say");
      }
    }
    for (var prize : plan.prizes()) {
      double odds = prize.partsPerMillion() / 1e6;
      double sigma = Math.sqrt(draws * odds * (1 - odds));
      assertThat((double) hits[prize.position()])
          .as(prize.name().en())
          .isCloseTo(draws * odds, within(5.33 * sigma));
    }
    assertThat(chiSquare(plan, hits, draws)).isLessThan(40);
  }

  @Test
  void every_ticket_belongs_to_exactly_the_prize_whose_share_it_is_in() {
    var plan = plan(Drafts.monthly());
    var tickets = new int[plan.prizes().size()];
    for (int ticket = 0; ticket < Ticket.TICKETS; ticket++) {
      tickets[plan.at(new Ticket(ticket)).position()]++;
    }
    for (var prize : plan.prizes()) {
      assertThat(tickets[prize.position()]).isEqualTo(prize.partsPerMillion());
      assertThat(plan.at(new Ticket(plan.firstTicket(prize)))).isEqualTo(prize);
    }
  }

  @Test
  void a_draft_that_is_no_wheel_says_why() {
    var word = new Words("礼", "Gift");
    var points = Drafts.points(0, 500_000, null, null, 10, 100);
    assertThat(problems(points, Drafts.nothing(1, 499_999))).containsExactly(What.ODDS_NOT_WHOLE);
    assertThat(problems(points)).contains(What.TOO_FEW_PRIZES);
    assertThat(problems(Drafts.points(0, 500_000, 5, null, 10, 100), Drafts.nothing(1, 500_000)))
        .containsExactly(What.SUBSTITUTE);
    assertThat(
            problems(
                Drafts.points(0, 500_000, 5, 1, 10, 100), Drafts.points(1, 500_000, 5, 0, 10, 100)))
        .as("a substitute never runs out")
        .containsExactly(What.SUBSTITUTE, What.SUBSTITUTE);
    assertThat(
            problems(Drafts.points(0, 500_000, null, null, 10, 50_001), Drafts.nothing(1, 500_000)))
        .containsExactly(What.VALUE_ABOVE_CAP);
    assertThat(problems(Drafts.points(0, 500_000, 0, 1, 10, 1), Drafts.nothing(1, 500_000)))
        .containsExactly(What.STOCK);
    assertThat(new WheelDraft(word, 3, 2, Drafts.monthly().prizes()).problems(50_000))
        .extracting(WheelDraft.Problem::what)
        .containsExactly(What.SPINS);
    assertThat(Drafts.monthly().problems(50_000)).isEmpty();
  }

  @Test
  void the_expected_cost_counts_no_prize_more_often_than_it_is_there() {
    var draft =
        new WheelDraft(
            new Words("转盘", "Wheel"),
            1,
            1,
            List.of(
                Drafts.points(0, 500_000, 10, 1, 500, 1_000),
                Drafts.points(1, 500_000, null, null, 1, 10)));
    assertThat(draft.expectedCostMinor(10)).isEqualTo(5 * 1_000 + 5 * 10);
    assertThat(draft.expectedCostMinor(100)).isEqualTo(10 * 1_000 + 40 * 10 + 50 * 10);
  }

  private static List<What> problems(Prize... prizes) {
    return new WheelDraft(new Words("转盘", "Wheel"), 1, 1, List.of(prizes))
        .problems(50_000).stream().map(WheelDraft.Problem::what).toList();
  }

  private static WheelPlan plan(WheelDraft draft) {
    return new WheelPlan(
        UUID.randomUUID(),
        1,
        draft.name(),
        draft.spinsADay(),
        draft.spinsAPeriod(),
        draft.prizes());
  }

  private static double chiSquare(WheelPlan plan, int[] hits, int draws) {
    double sum = 0;
    for (var prize : plan.prizes()) {
      double expected = draws * (prize.partsPerMillion() / 1e6);
      sum += Math.pow(hits[prize.position()] - expected, 2) / expected;
    }
    return sum;
  }

  private static Mac mac(byte[] serverSeed) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(serverSeed, "HmacSHA256"));
    return mac;
  }

  /// The published formula, written down once more: long division of the bytes, no BigInteger.
  private static int naive(Mac mac, String seed, int counter) {
    long remainder = 0;
    for (var b : mac.doFinal((seed + ":" + counter).getBytes(StandardCharsets.US_ASCII))) {
      remainder = (remainder * 256 + (b & 0xff)) % 1_000_000;
    }
    return (int) remainder;
  }
}
