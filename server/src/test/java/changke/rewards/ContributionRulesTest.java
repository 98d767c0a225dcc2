package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import changke.rewards.Contribution.Kind;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContributionRulesTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant NOW = Instant.parse("2026-06-15T04:00:00Z");
  private static final PersonId LIN = new PersonId(UUID.randomUUID());

  @Test
  void after_ninety_days_an_act_is_worth_half() {
    assertThat(score(act(Kind.HELP, someone(), 0))).isCloseTo(3, within(1e-9));
    assertThat(score(act(Kind.HELP, someone(), 90))).isCloseTo(1.5, within(1e-9));
    assertThat(score(act(Kind.HELP, someone(), 180))).isCloseTo(0.75, within(1e-9));
    assertThat(score(act(Kind.HELP, someone(), 731))).isZero();
  }

  @Test
  void helping_one_friend_a_hundred_times_is_helping_one_person() {
    var friend = someone();
    var acts = new ArrayList<Contribution>();
    for (int i = 0; i < 100; i++) {
      acts.add(act(Kind.HELP, friend, i));
    }
    assertThat(ContributionRules.parts(acts, NOW, ZONE).get(Kind.HELP))
        .isEqualTo(new ContributionScore.Part(1, 1, 3));
    assertThat(score(act(Kind.HELP, someone(), 0), act(Kind.HELP, someone(), 0)))
        .isCloseTo(6, within(1e-9));
  }

  @Test
  void sharing_all_day_is_sharing_once() {
    assertThat(score(act(Kind.SHARE, null, 0), act(Kind.SHARE, null, 0), act(Kind.SHARE, null, 1)))
        .isCloseTo(1 + Math.pow(2, -1 / 90.0), within(1e-9));
  }

  /// Against a formula that is written down as it is published, in random order.
  @Test
  void the_order_of_acts_does_not_matter() {
    long seed = 90;
    System.out.println("seed of the_order_of_acts_does_not_matter: " + seed);
    var random = new Random(seed);
    var kinds = List.of(Kind.values());
    var people = List.of(someone(), someone(), someone());
    for (int round = 0; round < 200; round++) {
      var acts = new ArrayList<Contribution>();
      for (int i = 0; i < random.nextInt(60); i++) {
        acts.add(
            act(
                kinds.get(random.nextInt(kinds.size())),
                random.nextInt(4) == 0 ? null : people.get(random.nextInt(3)),
                random.nextInt(900)));
      }
      double naive = 0;
      for (var kind : Kind.values()) {
        for (var person : people) {
          naive +=
              acts.stream()
                  .filter(a -> a.kind() == kind && person.equals(a.helped()))
                  .mapToLong(ContributionRulesTest::age)
                  .filter(age -> age < 730)
                  .min()
                  .stream()
                  .mapToDouble(age -> kind.weight() * Math.pow(0.5, age / 90.0))
                  .sum();
        }
        naive +=
            acts.stream()
                .filter(a -> a.kind() == kind && a.helped() == null)
                .mapToLong(ContributionRulesTest::age)
                .filter(age -> age < 730)
                .distinct()
                .mapToDouble(age -> kind.weight() * Math.pow(0.5, age / 90.0))
                .sum();
      }
      Collections.shuffle(acts, random);
      assertThat(score(acts.toArray(Contribution[]::new))).isCloseTo(naive, within(1e-6));
    }
  }

  private static long age(Contribution act) {
    return Duration.between(act.at(), NOW).toDays();
  }

  private static double score(Contribution... acts) {
    return ContributionRules.parts(List.of(acts), NOW, ZONE).values().stream()
        .mapToDouble(ContributionScore.Part::worth)
        .sum();
  }

  private static Contribution act(Kind kind, @Nullable PersonId helped, int daysAgo) {
    return new Contribution(
        UUID.randomUUID(), LIN, kind, helped, NOW.minus(Duration.ofDays(daysAgo)));
  }

  private static PersonId someone() {
    return new PersonId(UUID.randomUUID());
  }
}
