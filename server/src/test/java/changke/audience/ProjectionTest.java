package changke.audience;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.activity.Event;
import changke.activity.Happening;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Entries of the journal and what is known afterwards, beside a naive reading of them; in
/// generations of their own, which nobody else reads.
@HouseTest
class ProjectionTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final AtomicInteger NUMBER = new AtomicInteger(1_000_000);

  @Autowired Projection projection;
  @Autowired Evaluation evaluation;
  @Autowired ProfileRows profiles;
  @Autowired IdentityRows identities;
  @Autowired Ids ids;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;

  private Generation fresh(ZoneId zone) {
    return new Generation(NUMBER.incrementAndGet(), zone);
  }

  private Generation fed(List<Happening> facts, int batch) {
    return fed(facts, batch, ZONE);
  }

  private Generation fed(List<Happening> facts, int batch, ZoneId zone) {
    var generation = fresh(zone);
    for (int from = 0; from < facts.size(); from += batch) {
      var part = new ArrayList<Event>();
      for (int i = from; i < Math.min(facts.size(), from + batch); i++) {
        part.add(new Event(i, facts.get(i)));
      }
      transaction.executeWithoutResult(
          status -> evaluation.look(generation, projection.take(generation, part), false));
    }
    return generation;
  }

  private Happening act(UUID who, String kind, Instant at) {
    return Happening.own(
        ids.next(), kind, Optional.of(new PersonId(who)), Optional.empty(), at, Map.of());
  }

  private Happening seen(UUID browser, String kind, Instant at) {
    return Happening.own(ids.next(), kind, Optional.empty(), Optional.of(browser), at, Map.of());
  }

  private Happening order(UUID who, String kind, UUID order, long minor, UUID shop, Instant at) {
    return Happening.own(
        ids.next(),
        kind,
        Optional.of(new PersonId(who)),
        Optional.empty(),
        at,
        Map.of(
            "order_id",
            order.toString(),
            "total_minor",
            (int) minor,
            "currency",
            "CNY",
            "products",
            List.of(Map.of("merchant_id", shop.toString(), "amount_minor", (int) minor))));
  }

  private Happening merge(UUID link, UUID from, UUID to, boolean undone, Instant at) {
    return Happening.own(
        ids.next(),
        undone ? "Merge Undone" : "Identities Merged",
        Optional.of(new PersonId(to)),
        Optional.of(from),
        at,
        Map.of("from", from.toString(), "to", to.toString(), "link", link.toString()));
  }

  private Instant ago(Random random, int mostDays) {
    return Instant.now().minus(Duration.ofMinutes(random.nextInt(mostDays * 1440)));
  }

  /// Everything of a generation but its number.
  private String everything(Generation generation) {
    var all = new StringBuilder();
    for (var table : List.of("identity", "link", "act", "trait", "deal", "profile")) {
      all.append(
          jdbc.sql(
                  "SELECT coalesce(string_agg(r, '\n' ORDER BY r), '') FROM (SELECT"
                      + " (to_jsonb(t) - 'generation')::text AS r FROM audience."
                      + table
                      + " t WHERE generation = ?) AS rows")
              .param(generation.number())
              .query(String.class)
              .single());
      all.append('\n').append(table).append('\n');
    }
    return all.toString();
  }

  @Test
  void in_any_order_and_in_any_batches_the_same_is_known_as_a_naive_reading_says() {
    var seed = 20_261_125L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 6; round++) {
      var people = random.longs(8).mapToObj(n -> new UUID(n, round(n))).toList();
      var facts = new ArrayList<Happening>();
      var expected = new HashMap<UUID, Set<LocalDate>>();
      var net = new HashMap<UUID, Long>();
      var shop = ids.next();
      for (int i = 0; i < 150; i++) {
        var who = people.get(random.nextInt(people.size()));
        var at = ago(random, 300);
        if (random.nextInt(5) == 0) {
          var order = ids.next();
          int minor = 1 + random.nextInt(9_000);
          int back = random.nextInt(3) == 0 ? random.nextInt(minor) : 0;
          facts.add(order(who, "Order Paid", order, minor, shop, at));
          expected.computeIfAbsent(who, id -> new TreeSet<>()).add(LocalDate.ofInstant(at, ZONE));
          if (back > 0) {
            facts.add(order(who, "Order Refunded", order, back, shop, at.plusSeconds(90)));
          }
          net.merge(who, (long) minor - back, Long::sum);
        } else {
          facts.add(act(who, random.nextBoolean() ? "Page Viewed" : "Signed In", at));
          expected.computeIfAbsent(who, id -> new TreeSet<>()).add(LocalDate.ofInstant(at, ZONE));
        }
      }
      Collections.shuffle(facts, random);
      var one = fed(facts, 7);
      Collections.shuffle(facts, random);
      var other = fed(facts, 64);
      assertThat(everything(one)).as("round " + round).isEqualTo(everything(other));
      for (var person : people) {
        var profile = profiles.find(one.number(), person);
        assertThat(profile.map(Profile::activeDays).orElse(0))
            .isEqualTo(expected.getOrDefault(person, Set.of()).size());
        assertThat(profile.map(Profile::netMinor).orElse(0L))
            .isEqualTo(net.getOrDefault(person, 0L));
      }
      var sold = profiles.find(one.number(), shop).orElseThrow();
      assertThat(sold.unit()).isEqualTo(Unit.MERCHANT);
      assertThat(sold.netMinor())
          .as("the shop has what its buyers paid and did not get back")
          .isEqualTo(net.values().stream().mapToLong(n -> n).sum());
    }
  }

  private static long round(long number) {
    return number * 31;
  }

  @Test
  void merges_are_unions_and_undone_ones_give_everybody_their_own_again() {
    var seed = 20_261_126L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 6; round++) {
      var all = random.longs(9).mapToObj(n -> new UUID(n, 5)).toList();
      var facts = new ArrayList<Happening>();
      var days = new HashMap<UUID, Set<LocalDate>>();
      for (int i = 0; i < 80; i++) {
        var who = all.get(random.nextInt(all.size()));
        var at = ago(random, 200);
        facts.add(seen(who, "Page Viewed", at));
        days.computeIfAbsent(who, id -> new TreeSet<>()).add(LocalDate.ofInstant(at, ZONE));
      }
      var up = new TreeMap<UUID, UUID>();
      for (int i = 0; i < 12; i++) {
        int from = random.nextInt(1, all.size());
        var lower = all.get(random.nextInt(from));
        if (up.putIfAbsent(all.get(from), lower) == null) {
          var link = ids.next();
          facts.add(
              random.nextInt(facts.size()),
              merge(link, all.get(from), lower, false, ago(random, 9)));
          if (random.nextInt(3) == 0) {
            facts.add(merge(link, all.get(from), lower, true, Instant.now()));
            up.remove(all.get(from));
          }
        }
      }
      var generation = fed(facts, 1 + random.nextInt(30));
      var united = new HashMap<UUID, Set<LocalDate>>();
      days.forEach(
          (id, mine) -> united.computeIfAbsent(top(id, up), root -> new TreeSet<>()).addAll(mine));
      var found = new HashMap<UUID, Integer>();
      for (var id : all) {
        profiles
            .find(generation.number(), id)
            .ifPresent(profile -> found.put(id, profile.activeDays()));
      }
      var sizes = new HashMap<UUID, Integer>();
      united.forEach((root, mine) -> sizes.put(root, mine.size()));
      assertThat(found).as("round " + round).isEqualTo(sizes);
    }
  }

  private static UUID top(UUID id, Map<UUID, UUID> up) {
    var at = id;
    while (up.containsKey(at)) {
      at = up.get(at);
    }
    return at;
  }

  @Test
  void an_undoing_that_is_told_before_its_merge_counts_all_the_same() {
    var browser = ids.next();
    var lin = ids.next();
    var link = ids.next();
    var now = Instant.now();
    var generation =
        fed(
            List.of(
                seen(browser, "Page Viewed", now),
                act(lin, "Page Viewed", now),
                merge(link, browser, lin, true, now),
                merge(link, browser, lin, false, now)),
            1);
    assertThat(identities.root(generation.number(), browser)).contains(browser);
    assertThat(profiles.find(generation.number(), browser)).isPresent();
  }

  @Test
  void a_refund_told_first_goes_back_to_its_order() {
    var lin = ids.next();
    var order = ids.next();
    var now = Instant.now();
    var generation =
        fed(
            List.of(
                order(lin, "Order Refunded", order, 300, ids.next(), now),
                act(lin, "Page Viewed", now)),
            1);
    assertThat(profiles.find(generation.number(), lin).orElseThrow().orders()).isZero();
    transaction.executeWithoutResult(status ->
        evaluation.look(
            generation,
            projection.take(
                generation,
                List.of(new Event(9, order(lin, "Order Paid", order, 990, ids.next(), now)))),
            false));
    var profile = profiles.find(generation.number(), lin).orElseThrow();
    assertThat(profile.orders()).isEqualTo(1);
    assertThat(profile.netMinor()).isEqualTo(690);
  }

  @Test
  void what_a_browser_or_another_program_says_of_orders_makes_nobody_a_buyer() {
    var lin = ids.next();
    var honest = order(lin, "Order Paid", ids.next(), 990, ids.next(), Instant.now());
    var body = new HashMap<>(honest.body());
    body.put("trust", "public");
    var browser =
        new Happening(
            ids.next(), "Order Paid", honest.person(), Optional.empty(), Instant.now(), body);
    var server =
        new Happening(
            ids.next(),
            "Order Paid",
            honest.person(),
            Optional.empty(),
            Instant.now(),
            honest.body(),
            Optional.of(ids.next()));
    var claimed = act(lin, "Claimed Order Paid", Instant.now());
    var generation = fed(List.of(browser, server, claimed), 10);
    var profile = profiles.find(generation.number(), lin).orElseThrow();
    assertThat(profile.orders()).isZero();
    assertThat(profile.netMinor()).isZero();
    assertThat(profile.acts()).isEqualTo(2);
  }

  @Test
  void the_day_of_an_act_is_that_of_the_zone() {
    var lin = ids.next();
    var facts =
        List.of(
            act(lin, "Page Viewed", Instant.parse("2026-03-08T06:30:00Z")),
            act(lin, "Page Viewed", Instant.parse("2026-03-08T03:30:00Z")),
            act(lin, "Page Viewed", Instant.parse("2026-03-09T03:30:00Z")));
    assertThat(activeDays(fed(facts, 9, ZONE), lin)).isEqualTo(2);
    assertThat(activeDays(fed(facts, 9, ZoneId.of("America/New_York")), lin))
        .as("the day of 23 hours and the two around it")
        .isEqualTo(2);
    assertThat(activeDays(fed(facts, 9, ZoneId.of("Pacific/Kiritimati")), lin)).isEqualTo(1 + 1);
    assertThat(activeDays(fed(facts, 9, ZoneId.of("Pacific/Pago_Pago")), lin)).isEqualTo(2);
  }

  private int activeDays(Generation generation, UUID person) {
    return profiles.find(generation.number(), person).orElseThrow().activeDays();
  }

  @Test
  void whoever_does_things_under_ever_new_names_does_something_other_in_the_end() {
    var flood = ids.next();
    var facts = new ArrayList<Happening>();
    for (int i = 0; i < 250; i++) {
      facts.add(seen(flood, "Kind " + i, Instant.now()));
    }
    var one = fed(facts, 30);
    var kinds =
        new HashSet<>(
            jdbc.sql("SELECT kind FROM audience.act WHERE generation = ?")
                .param(one.number())
                .query(String.class)
                .list());
    assertThat(kinds).hasSize(101).contains("Other");
    assertThat(profiles.find(one.number(), flood).orElseThrow().acts()).isEqualTo(250);
  }
}
