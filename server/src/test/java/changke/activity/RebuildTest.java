package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What was built entry by entry, through late events, merges, partings and erasures, and what is
/// built anew say the same, byte for byte; and both say what a naive look at the journal says.
@HouseTest
class RebuildTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  /// Two weeks around a day of 23 hours in New York.
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  @Autowired Rebuild rebuild;
  @Autowired Erasure erasure;
  @Autowired Identities identities;
  @Autowired Intake intake;
  @Autowired Sources sources;
  @Autowired Journal journal;
  @Autowired Ids ids;
  @Autowired JdbcClient jdbc;

  private Sent sent;
  private Days days;

  @BeforeEach
  void a_projection_of_its_own() {
    journal.preparePartitions();
    sent = Sent.by(intake, jdbc, sources);
    days = new Days("days-" + ids.next(), sent.source().source().id());
  }

  /// Local days of every identity and who is one person, as a projection keeps them: per identity,
  /// united on reading.
  private static final class Days implements Projection {
    private final String consumer;
    private final UUID source;
    private ZoneId zone = SHANGHAI;
    private Shelf current = new Shelf(SHANGHAI);
    private Shelf fresh = new Shelf(SHANGHAI);

    private record Shelf(
        ZoneId zone, Map<String, Set<LocalDate>> days, Map<String, Set<String>> links) {
      Shelf(ZoneId zone) {
        this(zone, new TreeMap<>(), new TreeMap<>());
      }
    }

    Days(String consumer, UUID source) {
      this.consumer = consumer;
      this.source = source;
    }

    @Override
    public String consumer() {
      return consumer;
    }

    @Override
    public void begin() {
      fresh = new Shelf(zone);
    }

    @Override
    public void take(List<Event> events) {
      events.forEach(event -> take(fresh, event.happening()));
    }

    void follow(List<Event> events) {
      events.forEach(event -> take(current, event.happening()));
    }

    @Override
    public void swap() {
      current = fresh;
    }

    private void take(Shelf shelf, Happening it) {
      var from = it.visitor().map(UUID::toString).orElse("");
      var to = it.person().map(PersonId::toString).orElse("");
      switch (it.kind()) {
        case "Identities Merged" -> {
          if (it.source().equals(Optional.of(source))) {
            shelf.links().computeIfAbsent(to, id -> new TreeSet<>()).add(from);
          }
        }
        case "Merge Undone" -> shelf.links().getOrDefault(to, new TreeSet<>()).remove(from);
        case Erasure.KIND -> {
          var gone = it.body().toString();
          shelf.days().keySet().removeIf(gone::contains);
          shelf.links().keySet().removeIf(gone::contains);
          shelf.links().values().forEach(all -> all.removeIf(gone::contains));
        }
        default -> {
          if (it.source().equals(Optional.of(source))) {
            shelf
                .days()
                .computeIfAbsent(to.isEmpty() ? from : to, id -> new TreeSet<>())
                .add(it.happenedAt().atZone(shelf.zone()).toLocalDate());
          }
        }
      }
      shelf.links().values().removeIf(Set::isEmpty);
    }

    String bytes() {
      return current.days() + " " + current.links();
    }
  }

  private void follow(int most) {
    journal.sequenceAll();
    while (journal.read(days.consumer(), most, days::follow) > 0) {
      assertThat(most).isPositive();
    }
  }

  /// From the rows themselves and the links that stand.
  private String naive(ZoneId zone) {
    var all = new TreeMap<String, Set<LocalDate>>();
    jdbc.sql(
            """
            SELECT coalesce(person, visitor)::text AS id, happened_at FROM activity.event
            WHERE source = ? AND kind <> 'Identities Merged'
              AND coalesce(person, visitor) NOT IN (SELECT identity FROM activity.erased)
            """)
        .param(sent.source().source().id())
        .query(row -> {
          all.computeIfAbsent(row.getString(1), id -> new TreeSet<>()).add(day(row, zone));
        });
    var links = new TreeMap<String, Set<String>>();
    jdbc.sql(
            "SELECT to_id::text, from_id::text FROM activity.link WHERE source = ? AND undone_at IS NULL")
        .param(sent.source().source().id())
        .query(row -> {
          links.computeIfAbsent(row.getString(1), id -> new TreeSet<>()).add(row.getString(2));
        });
    return all + " " + links;
  }

  private static LocalDate day(ResultSet row, ZoneId zone) throws SQLException {
    return row.getTimestamp(2).toInstant().atZone(zone).toLocalDate();
  }

  private void live(long seed, int steps) {
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var known = new ArrayList<UUID>();
    for (int step = 0; step < steps; step++) {
      var at = BEGIN.plusSeconds(random.nextInt(14 * 86_400));
      var when = ",\"timestamp\":\"" + at + "\"";
      switch (random.nextInt(12)) {
        case 0, 1 ->
            sent.send(
                "identify",
                "\"userId\":\"u%d\",\"anonymousId\":\"a%d\",\"traits\":{\"n\":%d}%s"
                    .formatted(random.nextInt(6), random.nextInt(9), step, when));
        case 2 -> {
          if (!known.isEmpty()) {
            identities.of(known.get(random.nextInt(known.size()))).stream()
                .filter(link -> link.undoneAt().isEmpty())
                .findFirst()
                .ifPresent(link -> identities.undo(link.id(), new PersonId(ids.next())));
          }
        }
        case 3 -> {
          if (random.nextInt(8) == 0 && !known.isEmpty()) {
            erasure.erase(known.get(random.nextInt(known.size())));
          }
        }
        case 4, 5 -> follow(1 + random.nextInt(40));
        case 6, 7, 8 -> known.add(sent.browser("a" + random.nextInt(9), when));
        default -> known.add(sent.user("u" + random.nextInt(6), when));
      }
    }
    follow(1_000);
  }

  @Test
  void built_anew_it_is_the_same_byte_for_byte_and_goes_on() {
    follow(50_000);
    for (long seed = 1; seed <= 3; seed++) {
      live(seed, 150);
      assertThat(days.bytes()).isEqualTo(naive(SHANGHAI));
      var before = days.bytes();
      var built = rebuild.run(days).orElseThrow();
      assertThat(days.bytes()).isEqualTo(before);
      System.out.printf("%d entries, %.0f a second%n", built.entries(), built.perSecond());
      assertThat(built.entries()).isPositive();
    }
    sent.user("late", ",\"timestamp\":\"2026-03-02T00:00:00Z\"");
    follow(10);
    assertThat(days.bytes()).isEqualTo(naive(SHANGHAI));
  }

  @Test
  void another_zone_is_built_beside_and_swapped() {
    follow(50_000);
    live(4, 120);
    var before = days.bytes();
    days.zone = NEW_YORK;
    follow(10);
    assertThat(days.bytes()).isEqualTo(before);
    rebuild.run(days);
    assertThat(days.bytes()).isEqualTo(naive(NEW_YORK)).isNotEqualTo(before);
    days.zone = SHANGHAI;
    rebuild.run(days);
    assertThat(days.bytes()).isEqualTo(before);
  }

  @Test
  void a_try_that_was_broken_off_leaves_the_old_one_as_it_was() {
    follow(50_000);
    live(5, 60);
    var before = days.bytes();
    var broken =
        new Projection() {
          @Override
          public String consumer() {
            return days.consumer();
          }

          @Override
          public void begin() {
            days.begin();
          }

          @Override
          public void take(List<Event> events) {
            days.take(events.subList(0, 1));
            throw new IllegalStateException("half");
          }

          @Override
          public void swap() {
            days.swap();
          }
        };
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> rebuild.run(broken)))
        .hasMessage("half");
    assertThat(days.bytes()).isEqualTo(before);
    assertThat(rebuild.run(days)).isPresent();
    assertThat(days.bytes()).isEqualTo(before);
    assertThat(rebuild.run(new Days("never-read", sent.source().source().id()))).isEmpty();
  }
}
