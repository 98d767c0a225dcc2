package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import changke.HouseTest;
import changke.TestClock;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whoever asks to be forgotten is, with everything that is the same person, and the others are
/// not.
@HouseTest
class ErasureTest {

  @Autowired Erasure erasure;
  @Autowired Identities identities;
  @Autowired Intake intake;
  @Autowired Sources sources;
  @Autowired Journal journal;
  @Autowired Archive archive;
  @Autowired Events events;
  @Autowired Lake lake;
  @Autowired Ids ids;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;

  private Sent sent;
  private String me = "";

  @BeforeEach
  void a_reader_that_starts_here() {
    sent = Sent.by(intake, jdbc, sources);
    me = "erasure-" + ids.next();
    journal.preparePartitions();
    read();
  }

  private List<Happening> read() {
    journal.sequenceAll();
    var all = new ArrayList<Happening>();
    while (journal.read(me, 50_000, found -> found.forEach(e -> all.add(e.happening()))) > 0) {
      assertThat(me).isNotEmpty();
    }
    return all;
  }

  private List<Happening> readOwn() {
    return read().stream()
        .filter(h -> h.source().equals(Optional.of(sent.source().source().id())))
        .toList();
  }

  private String stored(UUID person) {
    return jdbc.sql(
            "SELECT string_agg(body::text, ' ') FROM activity.event WHERE person = :id OR visitor = :id")
        .param("id", person)
        .query(String.class)
        .optional()
        .orElse("");
  }

  @Test
  void traits_lie_sealed_and_open_for_readers_of_the_journal() {
    sent.send("identify", "\"userId\":\"wen\",\"traits\":{\"plan\":\"gold\",\"n\":{\"a\":[1]}}");
    sent.send("identify", "\"anonymousId\":\"browser\",\"traits\":{\"plan\":\"silver\"}");
    var found = readOwn();
    assertThat(found)
        .extracting(h -> h.body().get("traits"))
        .containsExactly(
            Map.of("plan", "gold", "n", Map.of("a", List.of(1))), Map.of("plan", "silver"));
    assertThat(found).allMatch(h -> !h.body().containsKey("sealed"));
    for (var h : found) {
      var id = h.person().map(PersonId::value).or(h::visitor).orElseThrow();
      assertThat(stored(id)).contains("\"sealed\"").doesNotContain("gold", "silver", "plan");
    }
  }

  @Test
  void an_erased_person_is_handed_to_no_reader_and_the_others_are() {
    var wen = sent.user("wen", "");
    var browser = sent.browser("b", "");
    sent.send(
        "identify", "\"userId\":\"wen\",\"anonymousId\":\"b\",\"traits\":{\"plan\":\"gold\"}");
    var other = sent.user("lin", "");
    assertThat(erasure.erase(browser)).containsExactlyInAnyOrder(wen, browser);
    // What comes afterwards from the same identity is not handed out either, nor sealed for later.
    sent.send("identify", "\"userId\":\"wen\",\"traits\":{\"plan\":\"silver\"}");
    assertThat(stored(wen)).doesNotContain("silver");
    var found = read();
    assertThat(found)
        .filteredOn(h -> h.source().equals(Optional.of(sent.source().source().id())))
        .extracting(Happening::person)
        .containsExactly(Optional.of(new PersonId(other)));
    assertThat(found)
        .filteredOn(h -> h.kind().equals(Erasure.KIND))
        .filteredOn(h -> h.body().toString().contains(wen.toString()))
        .singleElement()
        .satisfies(h -> {
          assertThat(h.person()).isEmpty();
          assertThat(h.body().toString()).contains(browser.toString());
        });
    assertThat(identities.of(wen)).isEmpty();
    assertThat(keys(wen, browser)).isZero();
    assertThat(erasure.erase(wen)).containsExactly(wen);
  }

  private long keys(UUID... of) {
    return jdbc.sql("SELECT count(*) FROM activity.person_key WHERE identity = ANY (?)")
        .param(of)
        .query(Long.class)
        .single();
  }

  @Test
  void the_sweep_takes_entries_out_of_the_database_and_the_files() {
    var wen = sent.user("wen", "");
    var lin = sent.user("lin", "");
    var month = YearMonth.of(2018, 5);
    var browser = new UUID(611, ids.next().getLeastSignificantBits());
    events.makePartition(jdbc, month);
    var line = new HashMap<Integer, UUID>(Map.of(1, wen, 2, lin, 3, browser));
    line.forEach((n, id) ->
        jdbc.sql(
                """
                INSERT INTO activity.event
                  (position, recorded_at, fact, kind, person, visitor, happened_at, body)
                VALUES (?, '2018-05-09T10:00Z', gen_random_uuid(), 'Old', ?, nullif(?, '')::uuid, now(),
                        '{"a": 1}')
                """)
            .params(-2018_000L + n, n == 3 ? lin : id, n == 3 ? browser.toString() : "")
            .update());
    assertThat(archive.leave(month)).isTrue();
    erasure.erase(wen);
    erasure.erase(browser);
    erasure.sweep();
    assertThat(sent.rows(wen)).as("not settled yet").isPositive();
    clock.forward(Duration.ofMinutes(2));
    erasure.sweep();
    assertThat(sent.rows(wen)).isZero();
    assertThat(sent.rows(lin)).isEqualTo(1);
    assertThat(lake.files(month).stream().flatMap(file -> lake.read(file).stream()))
        .extracting(Parquet.Row::person, Parquet.Row::visitor)
        .containsExactly(tuple(lin.toString(), null), tuple(lin.toString(), null));
    assertThat(archive.recall(month)).isTrue();
    assertThat(sent.rows(wen)).isZero();
    assertThat(sent.rows(lin)).isEqualTo(3);
  }
}
