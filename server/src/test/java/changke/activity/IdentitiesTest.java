package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who is one person, by which proof, and back again.
@HouseTest
class IdentitiesTest {

  @Autowired Intake intake;
  @Autowired Identities identities;
  @Autowired Sources sources;
  @Autowired PageViews views;
  @Autowired Journal journal;
  @Autowired Ids ids;
  @Autowired JdbcClient jdbc;

  private String me = "";

  @BeforeEach
  void a_reader_that_starts_here() {
    journal.preparePartitions();
    me = "identities-" + ids.next();
    journal.sequenceAll();
    while (journal.read(me, 50_000, events -> {}) > 0) {
      assertThat(me).isNotEmpty();
    }
  }

  private void send(Sources.Opened to, String type, String members) {
    send(to, type, members, Optional.empty(), Optional.empty());
  }

  private void send(
      Sources.Opened to,
      String type,
      String members,
      Optional<PersonId> member,
      Optional<UUID> visitor) {
    var body = "{\"event\":\"Looked\"," + members + "}";
    assertThat(
            intake.take(
                new Delivery(
                    body.getBytes(StandardCharsets.UTF_8),
                    type,
                    List.of(to.key()),
                    member,
                    visitor,
                    false)))
        .isInstanceOf(Receipt.Taken.class);
  }

  /// The days of every identity, as a projection keeps them: per identity, united on reading.
  private Map<UUID, Set<Instant>> daysByIdentity() {
    journal.sequenceAll();
    var days = new HashMap<UUID, Set<Instant>>();
    journal.rewind(me);
    journal.read(
        me,
        100_000,
        events ->
            events.forEach(event -> {
              var happening = event.happening();
              if (!happening.kind().contains("Merge")) {
                // A guest's order has neither.
                happening
                    .person()
                    .map(PersonId::value)
                    .or(happening::visitor)
                    .ifPresent(identity ->
                        days.computeIfAbsent(identity, id -> new TreeSet<>())
                            .add(happening.happenedAt()));
              }
            }));
    return days;
  }

  private Set<Instant> daysOf(UUID identity) {
    var all = daysByIdentity();
    var union = new HashSet<Instant>();
    identities.family(identity).forEach(id -> union.addAll(all.getOrDefault(id, Set.of())));
    return union;
  }

  private record Pair(UUID person, UUID visitor) {}

  private Pair lastOf(Sources.Opened source, String kind) {
    return jdbc.sql(
            """
            SELECT person, visitor FROM activity.event WHERE source = ? AND kind = ?
            ORDER BY position DESC LIMIT 1
            """)
        .params(source.source().id(), kind)
        .query((row, number) ->
            new Pair(
                row.getObject(1, UUID.class) == null
                    ? new UUID(0, 0)
                    : row.getObject(1, UUID.class),
                row.getObject(2, UUID.class) == null
                    ? new UUID(0, 0)
                    : row.getObject(2, UUID.class)))
        .single();
  }

  private long merges(Sources.Opened source) {
    return jdbc.sql("SELECT count(*) FROM activity.link WHERE source = ? AND undone_at IS NULL")
        .param(source.source().id())
        .query(Long.class)
        .single();
  }

  @Test
  void a_servers_identify_unites_what_was_anonymous_with_the_person_and_undoing_parts_them() {
    var server = sources.open("s", Source.Kind.SERVER, false, false);
    send(server, "track", "\"anonymousId\":\"a1\",\"timestamp\":\"2026-05-01T10:00:00Z\"");
    var visitor = lastOf(server, "Looked").visitor();
    send(server, "track", "\"userId\":\"u1\",\"timestamp\":\"2026-05-02T10:00:00Z\"");
    var person = lastOf(server, "Looked").person();
    var before = Map.of(visitor, daysOf(visitor), person, daysOf(person));
    assertThat(daysOf(person)).hasSize(1);
    send(
        server,
        "identify",
        "\"userId\":\"u1\",\"anonymousId\":\"a1\",\"timestamp\":\"2026-05-02T10:00:00Z\"");
    assertThat(identities.family(person)).containsExactlyInAnyOrder(person, visitor);
    assertThat(daysOf(visitor)).isEqualTo(daysOf(person)).hasSize(2);
    var link = identities.of(person).getFirst();
    assertThat(link.proof()).isEqualTo(Proof.SERVER);
    identities.undo(link.id(), new PersonId(ids.next()));
    assertThat(Map.of(visitor, daysOf(visitor), person, daysOf(person))).isEqualTo(before);
    // The same claim does not bring back what somebody took apart.
    send(server, "identify", "\"userId\":\"u1\",\"anonymousId\":\"a1\"");
    assertThat(identities.family(person)).containsExactly(person);
  }

  @Test
  void merges_and_undoings_are_entries_of_the_journal_in_their_order() {
    var server = sources.open("s", Source.Kind.SERVER, false, false);
    send(server, "identify", "\"userId\":\"u1\",\"anonymousId\":\"a1\"");
    var person = lastOf(server, "Identified").person();
    identities.undo(identities.of(person).getFirst().id(), new PersonId(ids.next()));
    journal.sequenceAll();
    var kinds = new ArrayList<String>();
    journal.read(me, 1_000, events -> events.forEach(e -> kinds.add(e.happening().kind())));
    assertThat(kinds).containsSubsequence("Identified", "Identities Merged", "Merge Undone");
  }

  @Test
  void nothing_merges_on_an_alias() {
    var server = sources.open("s", Source.Kind.SERVER, false, false);
    send(server, "alias", "\"userId\":\"u1\",\"previousId\":\"a1\"");
    send(server, "alias", "\"userId\":\"u1\",\"previousId\":\"u1\"");
    assertThat(merges(server)).isZero();
  }

  @Test
  void a_public_key_that_claims_to_be_someone_changes_nothing_about_that_person() {
    var browser = sources.open("b", Source.Kind.BROWSER, false, false);
    var secret = sources.signingSecret(browser.source().id());
    send(
        browser,
        "identify",
        "\"userId\":\"lin\",\"anonymousId\":\"hers\",\"context\":{\"userSignature\":\"%s\"}"
            .formatted(Sources.signature(secret, "lin")));
    var lin = lastOf(browser, "Identified").person();
    var before = daysOf(lin);
    var family = identities.family(lin);
    for (var signature : new String[] {"", "0".repeat(64), Sources.signature(secret, "mallory")}) {
      var context = ",\"context\":{\"userSignature\":\"" + signature + "\"}";
      send(browser, "identify", "\"userId\":\"lin\",\"anonymousId\":\"his\"" + context);
      send(browser, "track", "\"userId\":\"lin\"" + context);
      send(browser, "alias", "\"userId\":\"lin\",\"previousId\":\"his\"" + context);
      assertThat(lastOf(browser, "Looked").person()).isEqualTo(new UUID(0, 0));
    }
    assertThat(daysOf(lin)).isEqualTo(before);
    assertThat(identities.family(lin)).isEqualTo(family);
    assertThat(merges(browser)).isEqualTo(1);
  }

  @Test
  void people_of_different_sources_never_meet_by_name() {
    var one = sources.open("1", Source.Kind.SERVER, false, false);
    var two = sources.open("2", Source.Kind.SERVER, false, false);
    send(one, "track", "\"userId\":\"u1\"");
    send(two, "track", "\"userId\":\"u1\"");
    assertThat(lastOf(one, "Looked").person()).isNotEqualTo(lastOf(two, "Looked").person());
  }

  @Test
  void signing_in_unites_the_browser_with_the_first_person_and_with_no_second() {
    var browser = ids.next();
    var lin = new PersonId(ids.next());
    var bo = new PersonId(ids.next());
    for (var person : new PersonId[] {lin, bo, lin}) {
      views.take(
          Happening.own(
              ids.next(),
              "Page Viewed",
              Optional.of(person),
              Optional.of(browser),
              Instant.parse("2026-05-01T10:00:00Z"),
              Map.of("path", "/")));
      views.stop();
      views.start();
    }
    assertThat(identities.family(lin.value())).containsExactlyInAnyOrder(lin.value(), browser);
    assertThat(identities.family(bo.value())).containsExactly(bo.value());
  }

  @Test
  void on_our_own_pages_the_session_says_who_it_is_whatever_the_body_claims() {
    var own = new Sources.Opened(sources.find(Source.OWN_PAGES).orElseThrow(), "changke-pages");
    var browser = ids.next();
    var lin = new PersonId(ids.next());
    send(
        own,
        "identify",
        "\"userId\":\"" + ids.next() + "\",\"anonymousId\":\"x\"",
        Optional.of(lin),
        Optional.of(browser));
    assertThat(identities.family(lin.value())).containsExactlyInAnyOrder(lin.value(), browser);
    send(own, "track", "\"userId\":\"" + lin + "\",\"anonymousId\":\"y\"");
    assertThat(identities.family(lin.value())).hasSize(2);
  }

  @Test
  void several_known_ids_of_one_person_are_merged_by_proof_and_never_in_a_circle() {
    var web = ids.next();
    var miniProgram = ids.next();
    var card = ids.next();
    assertThat(identities.merge(miniProgram, web, Proof.BINDING)).isPresent();
    assertThat(identities.merge(card, miniProgram, Proof.OPERATOR)).isPresent();
    assertThat(identities.merge(web, card, Proof.OPERATOR)).isEmpty();
    assertThat(identities.root(card)).isEqualTo(web);
    assertThat(identities.family(miniProgram)).containsExactlyInAnyOrder(web, miniProgram, card);
  }
}
