package changke.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import changke.engine.trial.Holdout;
import changke.journeys.Steps.Next;
import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Decisions about one person, without a database.
class StepsTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Holdout GLOBAL = new Holdout("global", .05);
  private static final String END = "'end': {'exit': true}";

  private PersonId lin = new PersonId(UUID.randomUUID());
  private final List<Match.Seen> seen = new ArrayList<>();

  private Instance at(String node, Instant arrived, Map<String, Object> entry) {
    return new Instance(
        UUID.randomUUID(),
        UUID.randomUUID(),
        1,
        lin,
        "",
        UUID.randomUUID(),
        entry,
        NOON,
        NOON,
        node,
        3,
        arrived,
        Set.of(),
        0,
        null);
  }

  private Knowledge known(ZoneId zone) {
    return new Knowledge(
        zone,
        seen,
        Set.of(),
        segment -> false,
        trait -> Optional.empty(),
        () -> GLOBAL.holds(lin.toString()));
  }

  private Next next(Definition definition, Instance one, String now) {
    return Steps.decide(definition, "story", one, known(BERLIN), Instant.parse(now));
  }

  private void happened(String kind, String at, Map<String, Object> properties) {
    seen.add(new Match.Seen(UUID.randomUUID(), kind, Instant.parse(at), properties));
  }

  private static Definition delay(String pause) {
    return Ready.journey(
        "'enter': {'enter': {'event': 'A'}, 'next': 'd'}",
        "'d': {'delay': {" + pause + "}, 'next': 'end', 'passed': 'late'}",
        END,
        "'late': {'exit': true}");
  }

  private Next delayed(String pause, Instant arrived, Map<String, Object> entry, String now) {
    return next(delay(pause), at("d", arrived, entry), now);
  }

  private static Next sleep(String until) {
    return new Next.Sleep(Instant.parse(until));
  }

  @Test
  void a_duration_passes_once_and_not_earlier() {
    assertThat(delayed("'for': 'PT2H'", NOON, Map.of(), "2026-03-01T13:59:59Z"))
        .isEqualTo(sleep("2026-03-01T14:00:00Z"));
    assertThat(delayed("'for': 'PT2H'", NOON, Map.of(), "2026-03-01T14:00:00Z"))
        .isEqualTo(new Next.Go("end", "WAITED", Optional.empty()));
  }

  @Test
  void a_local_time_is_the_persons_own_also_where_the_clocks_change() {
    assertThat(delayed("'at': '09:00', 'days': 1", NOON, Map.of(), "2026-03-01T12:00:00Z"))
        .isEqualTo(sleep("2026-03-02T08:00:00Z"));
    assertThat(delayed("'at': '09:00'", NOON, Map.of(), "2026-03-01T12:00:00Z"))
        .as("nine has passed today")
        .isEqualTo(sleep("2026-03-02T08:00:00Z"));
    var evening = Instant.parse("2026-03-28T20:00:00Z");
    assertThat(delayed("'at': '02:30', 'days': 1", evening, Map.of(), "2026-03-28T20:00:00Z"))
        .as("half past two does not come on 29 March: the moment after the jump")
        .isEqualTo(sleep("2026-03-29T01:30:00Z"));
    var october = Instant.parse("2026-10-24T20:00:00Z");
    assertThat(delayed("'at': '02:30', 'days': 1", october, Map.of(), "2026-10-24T20:00:00Z"))
        .as("it comes twice on 25 October: the first")
        .isEqualTo(sleep("2026-10-25T00:30:00Z"));
  }

  @Test
  void before_and_after_a_date_of_the_event() {
    var entry = Map.<String, Object>of("ends", "2026-03-20");
    assertThat(
            delayed(
                "'date': 'ends', 'days': -3, 'at': '10:00'", NOON, entry, "2026-03-01T12:00:00Z"))
        .isEqualTo(sleep("2026-03-17T09:00:00Z"));
    assertThat(
            delayed(
                "'date': 'ends', 'days': 5, 'at': '10:00'", NOON, entry, "2026-03-20T12:00:00Z"))
        .isEqualTo(sleep("2026-03-25T09:00:00Z"));
    assertThat(
            delayed(
                "'date': 'ends', 'days': -3, 'at': '10:00'", NOON, entry, "2026-03-19T12:00:00Z"))
        .as("later than three days before, but not over")
        .isEqualTo(new Next.Go("end", "WAITED", Optional.empty()));
    assertThat(
            delayed(
                "'date': 'ends', 'days': -3, 'at': '10:00'", NOON, entry, "2026-03-21T12:00:00Z"))
        .isEqualTo(new Next.Go("late", "PASSED", Optional.empty()));
    assertThat(
            delayed(
                "'date': 'ends', 'days': -3, 'at': '10:00'",
                NOON,
                Map.of(),
                "2026-03-01T12:00:00Z"))
        .isEqualTo(new Next.Go("end", "NO_DATE", Optional.empty()));
  }

  private static Definition waiting() {
    return Ready.journey(
        "'enter': {'enter': {'event': 'Order Placed'}, 'next': 'w'}",
        "'w': {'wait': {'event': 'Order Paid', 'where': [['order_id', '=', '$order_id']]},"
            + " 'timeout': 'PT1H', 'then': 'w2', 'otherwise': 'end'}",
        "'w2': {'wait': {'event': 'Order Paid'}, 'timeout': 'PT1H', 'then': 'end',"
            + " 'otherwise': 'end'}",
        END);
  }

  @Test
  void a_wait_is_for_the_same_order_and_an_event_counts_for_one_wait() {
    var one = at("w", NOON, Map.of("order_id", "7"));
    happened("Order Paid", "2026-03-01T12:10:00Z", Map.of("order_id", "8"));
    assertThat(next(waiting(), one, "2026-03-01T12:20:00Z"))
        .isEqualTo(sleep("2026-03-01T13:00:00Z"));
    happened("Order Paid", "2026-03-01T12:15:00Z", Map.of("order_id", "7"));
    var fact = seen.getLast().fact();
    assertThat(next(waiting(), one, "2026-03-01T12:20:00Z"))
        .isEqualTo(new Next.Go("w2", "HAPPENED", Optional.of(fact)));
    var second = one.using(seen.getFirst().fact()).using(fact).at("w2", NOON);
    assertThat(next(waiting(), second, "2026-03-01T12:20:00Z"))
        .isEqualTo(sleep("2026-03-01T13:00:00Z"));
  }

  @Test
  void what_came_between_entering_and_waiting_is_not_lost_and_what_came_too_late_does_not_count() {
    happened("Order Paid", "2026-03-01T12:00:30Z", Map.of("order_id", "7"));
    var arrived = Instant.parse("2026-03-01T12:30:00Z");
    var one = at("w", arrived, Map.of("order_id", "7"));
    assertThat(next(waiting(), one, "2026-03-01T12:30:00Z")).isInstanceOf(Next.Go.class);
    seen.clear();
    happened("Order Paid", "2026-03-01T13:30:01Z", Map.of("order_id", "7"));
    assertThat(next(waiting(), one, "2026-03-01T15:00:00Z"))
        .as("a house that slept decides as if it had been awake")
        .isEqualTo(new Next.Go("end", "TIMED_OUT", Optional.empty()));
  }

  @Test
  void goal_and_exit_hold_at_any_point_the_first_of_them_wins_and_earlier_events_do_not_count() {
    var story =
        Ready.journey(
            "'enter': {'enter': {'event': 'A'}, 'next': 'd'}",
            "'d': {'delay': {'for': 'P9D'}, 'next': 'end'}",
            "'goal': {'goal': {'event': 'Order Paid'}, 'withinDays': 7}",
            "'out': {'exit': {'event': 'Order Cancelled'}}",
            END);
    var one = at("d", NOON, Map.of());
    happened("Order Cancelled", "2026-03-01T11:59:59Z", Map.of());
    assertThat(next(story, one, "2026-03-01T14:00:00Z")).isInstanceOf(Next.Sleep.class);
    happened("Order Paid", "2026-03-01T13:00:00Z", Map.of());
    assertThat(next(story, one, "2026-03-01T14:00:00Z")).isEqualTo(new Next.End("GOAL"));
    happened("Order Cancelled", "2026-03-01T12:30:00Z", Map.of());
    assertThat(next(story, one, "2026-03-01T14:00:00Z")).isEqualTo(new Next.End("LEFT out"));
  }

  @Test
  void the_entering_event_is_not_its_own_goal() {
    var story =
        Ready.journey(
            "'enter': {'enter': {'event': 'Order Paid'}, 'next': 'end'}",
            "'goal': {'goal': {'event': 'Order Paid'}}",
            END);
    var one = at("enter", NOON, Map.of());
    seen.add(new Match.Seen(one.fact(), "Order Paid", NOON, Map.of()));
    assertThat(next(story, one, "2026-03-01T12:00:01Z")).isInstanceOf(Next.Go.class);
  }

  @Test
  void lots_and_holdouts_are_fixed_per_person_and_as_large_as_they_say() {
    var story =
        Ready.journey(
            "'enter': {'enter': {'event': 'A'}, 'next': 'h'}",
            "'h': {'holdout': 1000, 'next': 's'}",
            "'s': {'split': [{'part': 3000, 'next': 'end'}, {'part': 7000, 'next': 'x'}]}",
            "'x': {'exit': true}",
            END);
    var found = new HashMap<String, Integer>();
    for (int i = 0; i < 20_000; i++) {
      var one = at("h", NOON, Map.of());
      lin = new PersonId(new UUID(i, 7));
      one =
          new Instance(
              one.id(),
              one.journey(),
              1,
              lin,
              "",
              one.fact(),
              Map.of(),
              NOON,
              NOON,
              "h",
              0,
              NOON,
              Set.of(),
              0,
              null);
      var next = next(story, one, "2026-03-01T12:00:00Z");
      assertThat(next(story, one, "2026-09-01T12:00:00Z")).isEqualTo(next);
      if (next instanceof Next.Held held) {
        found.merge(held.by(), 1, Integer::sum);
      } else {
        var lot = (Next.Go) next(story, one.at("s", NOON), "2026-03-01T12:00:00Z");
        found.merge(lot.node(), 1, Integer::sum);
      }
    }
    assertThat(found.get("GLOBAL")).isBetween(900, 1_100);
    assertThat(found.get("JOURNEY")).isBetween(1_760, 2_040);
    double first = found.getOrDefault("end", 0);
    assertThat(first / (first + found.getOrDefault("x", 0))).isBetween(.28, .32);
  }

  @Test
  void nobody_goes_in_circles_for_ever() {
    var one = at("d", NOON, Map.of());
    for (int i = 0; i < Steps.MOST_STEPS; i++) {
      one = one.at("d", NOON);
    }
    assertThat(next(delay("'for': 'PT1H'"), one, "2026-03-01T12:00:00Z"))
        .isEqualTo(new Next.End("TOO_LONG"));
  }
}
