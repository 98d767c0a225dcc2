package changke.audience;

import static org.assertj.core.api.Assertions.assertThat;

import changke.engine.days.LocalDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Rules asked of the engine, beside the same rules asked naively of every single act.
class MatcherTest {

  private static final LocalDays CALENDAR = LocalDays.of(ZoneId.of("America/New_York"));
  private static final int TODAY = (int) LocalDate.of(2026, 3, 20).toEpochDay();
  private static final List<Rule.Comparison> COMPARISONS = List.of(Rule.Comparison.values());
  private static final List<String> KINDS = List.of("Page Viewed", "Order Paid", "Signed In");

  @Test
  void members_are_those_who_meet_the_conditions_one_by_one() {
    var seed = 20_261_124L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 150; round++) {
      var people = new ArrayList<Portrait>();
      for (int i = 0; i < 1 + random.nextInt(90); i++) {
        people.add(person(random));
      }
      var rules = List.of(rule(random, 0), rule(random, 0), rule(random, 0));
      var answers = new Matcher(rules).among(people, CALENDAR, TODAY);
      for (int r = 0; r < rules.size(); r++) {
        for (int p = 0; p < people.size(); p++) {
          assertThat(answers.get(r).contains(p))
              .as("round %d: %s of %s", round, Rules.json(rules.get(r)), people.get(p).acts())
              .isEqualTo(meets(rules.get(r), people.get(p)));
        }
      }
    }
  }

  private static Portrait person(Random random) {
    var acts = new HashMap<String, Acts>();
    acts.put("Page Viewed", act(random));
    for (int i = random.nextInt(25); i > 0; i--) {
      acts.merge(KINDS.get(random.nextInt(KINDS.size())), act(random), Acts::plus);
    }
    var traits = new HashMap<String, String>();
    if (random.nextBoolean()) {
      traits.put("plan", random.nextBoolean() ? "gold" : "3");
    }
    int orders = random.nextInt(3);
    var deals = new DealRows.Sum(orders, orders * 100L, "CNY", orders == 0 ? null : TODAY - 5);
    var made =
        Portrait.of(
            new Portrait.Material(
                new UUID(0, random.nextLong()), Unit.BUYER, true, List.of(acts), deals, traits),
            Thresholds.BUYERS,
            null,
            true,
            random.nextInt(-1, 4),
            TODAY);
    return java.util.Objects.requireNonNull(made);
  }

  private static Acts act(Random random) {
    int day = TODAY - random.nextInt(120) + 2;
    return Acts.once(Instant.ofEpochSecond(CALENDAR.startOf(day)), day);
  }

  private static Rule rule(Random random, int depth) {
    int within = random.nextInt(4) == 0 ? Rule.EVER : 1 + random.nextInt(90);
    var kind = KINDS.get(random.nextInt(KINDS.size()));
    return switch (random.nextInt(depth > 2 ? 4 : 7)) {
      case 0 -> new Rule.Did(kind, 1 + random.nextInt(3), random.nextBoolean(), within);
      case 1 -> new Rule.InOrder(List.of(kind, KINDS.get(random.nextInt(3))), within);
      case 2 ->
          new Rule.Is(
              "days_since_last",
              COMPARISONS.get(random.nextInt(5)),
              String.valueOf(random.nextInt(60)));
      case 3 ->
          random.nextBoolean()
              ? new Rule.Is("traits.plan", Rule.Comparison.EQUAL, "gold")
              : new Rule.Is("traits.plan", Rule.Comparison.AT_LEAST, "2.5");
      case 4 -> new Rule.Not(rule(random, depth + 1));
      case 5 -> new Rule.All(List.of(rule(random, depth + 1), rule(random, depth + 1)));
      default -> new Rule.Any(List.of(rule(random, depth + 1), rule(random, depth + 1)));
    };
  }

  private static boolean meets(Rule rule, Portrait person) {
    return switch (rule) {
      case Rule.Did did -> {
        long times =
            days(person, did.kind(), did.within()).stream()
                .mapToLong(day -> did.onDays() ? 1 : count(person, did.kind(), day))
                .sum();
        yield times >= did.times();
      }
      case Rule.InOrder order -> {
        int after = Integer.MIN_VALUE;
        for (var kind : order.kinds()) {
          int before = after;
          var next =
              days(person, kind, order.within()).stream().filter(day -> day > before).sorted();
          after = next.findFirst().orElse(Integer.MAX_VALUE);
        }
        yield after != Integer.MAX_VALUE;
      }
      case Rule.Is is when is.trait().equals("traits.plan") -> {
        var plan = person.traits().get("plan");
        yield is.is() == Rule.Comparison.EQUAL ? "gold".equals(plan) : "3".equals(plan);
      }
      case Rule.Is is -> {
        long value = (long) TODAY - person.lastDay();
        long wanted = Long.parseLong(is.value());
        yield switch (is.is()) {
          case EQUAL -> value == wanted;
          case LESS -> value < wanted;
          case AT_MOST -> value <= wanted;
          case MORE -> value > wanted;
          case AT_LEAST -> value >= wanted;
        };
      }
      case Rule.All all -> all.rules().stream().allMatch(one -> meets(one, person));
      case Rule.Any any -> any.rules().stream().anyMatch(one -> meets(one, person));
      case Rule.Not not -> !meets(not.rule(), person);
    };
  }

  private static List<Integer> days(Portrait person, String kind, int within) {
    var days = new ArrayList<Integer>();
    var acts = person.acts().get(kind);
    for (int i = 0; acts != null && i < acts.days().size(); i++) {
      int day = acts.days().day(i);
      if (day <= TODAY && (within == Rule.EVER || day > TODAY - within)) {
        days.add(day);
      }
    }
    return days;
  }

  private static long count(Portrait person, String kind, int day) {
    var acts = java.util.Objects.requireNonNull(person.acts().get(kind));
    for (int i = 0; i < acts.days().size(); i++) {
      if (acts.days().day(i) == day) {
        return acts.days().count(i);
      }
    }
    return 0;
  }

  @Test
  void numbers_that_somebody_said_are_compared_in_ten_thousandths() {
    assertThat(Matcher.number("12.5")).contains(125_000L);
    assertThat(Matcher.number("-1")).contains(-10_000L);
    assertThat(Matcher.number("gold")).isEmpty();
    assertThat(Matcher.number("999999999999999999")).isEmpty();
  }
}
