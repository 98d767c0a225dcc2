package changke.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.activity.Erasure;
import changke.activity.Happening;
import changke.activity.Identities;
import changke.activity.Journal;
import changke.activity.Proof;
import changke.activity.Source;
import changke.api.collection.Sender;
import changke.identity.Audit;
import changke.identity.AuditSearch;
import changke.identity.Role;
import changke.messaging.Messages;
import changke.messaging.Messaging;
import changke.play.Wheels;
import changke.rewards.Rulebook;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class TrialsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired Trials trials;
  @Autowired Editing editing;
  @Autowired ReadOuts readOuts;
  @Autowired Steering steering;
  @Autowired Holdouts holdouts;
  @Autowired Following following;
  @Autowired ExposureRows exposures;
  @Autowired DecisionRows decisions;
  @Autowired Journal journal;
  @Autowired Identities identities;
  @Autowired Erasure erasure;
  @Autowired Sender sender;
  @Autowired Rulebook rulebook;
  @Autowired Messaging messaging;
  @Autowired Messages messages;
  @Autowired Audit audit;
  @Autowired Wheels wheels;
  @Autowired Ids ids;
  @Autowired TestClock clock;

  private String key = "";
  private PersonId by = new PersonId(new UUID(0, 0));

  @BeforeEach
  void name() {
    key = "t-" + ids.next();
    by = wheels.person(Role.OPERATOR).id();
  }

  private Trial running(Definitions definition) {
    assertThat(editing.make(key, definition.made(), by)).isInstanceOf(Kept.Done.class);
    return done(editing.start(key, by));
  }

  private static Trial done(Kept kept) {
    assertThat(kept).isInstanceOf(Kept.Done.class);
    return ((Kept.Done) kept).trial();
  }

  private void read() {
    journal.sequenceAll();
    following.follow();
  }

  private List<Seen> seen(Trial trial) {
    read();
    return exposures.after(trial.id(), trial.dealt(), new UUID(0, 0), "", 10_000);
  }

  private void tell(
      String kind, UUID person, boolean member, Instant at, Map<String, Object> what) {
    journal.append(
        Happening.own(
            ids.next(),
            kind,
            member ? Optional.of(new PersonId(person)) : Optional.empty(),
            member ? Optional.empty() : Optional.of(person),
            at,
            what));
  }

  private void shown(Trial trial, UUID person, boolean member, String variant, Instant at) {
    tell(
        "Experiment Viewed",
        person,
        member,
        at,
        Map.of(
            "experiment_id", trial.key(),
            "variation_id", variant,
            "dealt", trial.dealt()));
  }

  private void order(String kind, UUID person, UUID order, long minor, Instant at) {
    tell(
        kind,
        person,
        true,
        at,
        Map.of(
            "order_id",
            order.toString(),
            "total_minor",
            minor,
            "currency",
            "CNY",
            "products",
            List.of()));
  }

  @Test
  void what_a_page_shows_is_noted_once_for_each_person_and_variant() {
    var trial = running(Definitions.plain("x"));
    var mei = wheels.person().id();
    var first = trials.variant(key, Subject.of(mei));
    assertThat(first).isPresent();
    for (int i = 0; i < 5; i++) {
      assertThat(trials.variant(key, Subject.of(mei))).isEqualTo(first);
    }
    await().atMost(PATIENCE).until(() -> !seen(trial).isEmpty());
    shown(trial, mei.value(), true, first.get(), clock.instant());
    assertThat(seen(trial)).hasSize(1);
    assertThat(seen(trial).getFirst().told()).isFalse();
    assertThat(trials.variant(key, Subject.nobody())).isEmpty();
    assertThat(trials.variant("none", Subject.of(mei))).isEmpty();
  }

  @Test
  void what_a_program_reports_counts_even_from_an_old_cache() {
    var trial = running(Definitions.plain("x"));
    var server = sender.open(Source.Kind.SERVER, false, true);
    var people = new ArrayList<PersonId>();
    for (int i = 0; i < 4; i++) {
      people.add(wheels.person().id());
    }
    var items = new ArrayList<String>();
    for (var person : people) {
      items.add(viewed(person, "other", "name"));
      items.add(viewed(person, "nothing-like-it", "id"));
    }
    var body = ("{\"batch\":[" + String.join(",", items) + "]}").getBytes(StandardCharsets.UTF_8);
    var answer = sender.send("POST", "/v1/batch", body, "Authorization", "Bearer " + server.key());
    assertThat(answer.statusCode()).isEqualTo(200);
    await().atMost(PATIENCE).until(() -> seen(trial).size() == 4);
    assertThat(seen(trial)).allMatch(one -> one.variant().equals("other") && one.told());
  }

  private String viewed(PersonId person, String variant, String suffix) {
    return """
    {"type":"track","event":"Experiment Viewed","userId":"%s","messageId":"%s",
     "properties":{"experiment_%s":"%s","variation_%s":"%s"}}
    """
        .formatted(person, ids.next(), suffix, key, suffix, variant);
  }

  @Test
  void a_browser_that_became_known_is_one_person() {
    var trial = running(Definitions.plain("x"));
    var browser = ids.next();
    var mei = wheels.person().id().value();
    var now = clock.instant();
    shown(trial, browser, false, "other", now.minusSeconds(60));
    shown(trial, mei, true, "control", now);
    order("Order Paid", mei, ids.next(), 1_000, now.plusSeconds(1));
    identities.merge(browser, mei, Proof.SESSION);
    await().atMost(PATIENCE).until(() -> counted(trial).everybody() == 1);
    var out = counted(trial);
    assertThat(out.people()).containsExactly(0L, 1L);
    assertThat(out.several()).isEqualTo(1);
    assertThat(out.rows().getFirst().values()).containsExactly(0., 1_000.);
  }

  private ReadOut counted(Trial trial) {
    read();
    readOuts.count(trial);
    return readOuts.of(trial).orElseThrow();
  }

  @Test
  void a_refund_that_comes_first_is_taken_off_all_the_same() {
    var trial = running(Definitions.plain("x"));
    var mei = ids.next();
    var order = ids.next();
    var now = clock.instant();
    shown(trial, mei, true, "control", now);
    order("Order Refunded", mei, order, 300, now.plusSeconds(2));
    read();
    order("Order Paid", mei, order, 1_000, now.plusSeconds(1));
    order("Order Refunded", mei, order, 200, now.plusSeconds(3));
    order("Order Paid", mei, ids.next(), 7_000, now.minusSeconds(9));
    assertThat(counted(trial).rows().getFirst().values().getFirst()).isEqualTo(500.);
  }

  @Test
  void who_was_erased_is_in_no_read_out() {
    var trial = running(Definitions.plain("x"));
    var mei = ids.next();
    shown(trial, mei, true, "control", clock.instant());
    assertThat(seen(trial)).hasSize(1);
    erasure.erase(mei);
    assertThat(seen(trial)).isEmpty();
    assertThat(counted(trial).everybody()).isZero();
  }

  @Test
  void every_change_is_a_version_and_earlier_ones_come_back() {
    var trial = running(Definitions.plain("x").coverage(1_000));
    var more = done(editing.change(key, 1, Definitions.plain("y").coverage(2_000).made(), by));
    assertThat(more.version()).isEqualTo(2);
    assertThat(more.dealt()).isEqualTo(1);
    assertThat(editing.change(key, 1, Definitions.plain("z").made(), by))
        .isInstanceOf(Kept.Changed.class);
    assertThat(editing.rollBack(key, 2, 1, by)).isInstanceOf(Kept.Unfit.class);
    var anew = done(editing.change(key, 2, Definitions.plain("y").salt("s").made(), by));
    assertThat(anew.dealt()).isEqualTo(3);
    var back = done(editing.rollBack(key, 3, 2, by));
    assertThat(back.definition()).isEqualTo(more.definition());
    assertThat(trials.versions(back)).extracting(Version::number).containsExactly(4, 3, 2, 1);
    assertThat(trials.versions(back).getFirst().backTo()).isEqualTo(2);
    assertThat(trials.log(trial, 0))
        .extracting(Decided::kind)
        .containsExactly(
            Decided.Kind.ROLLED_BACK_TO,
            Decided.Kind.CHANGED,
            Decided.Kind.CHANGED,
            Decided.Kind.STARTED,
            Decided.Kind.MADE);
    assertThat(trials.log(trial, 0)).allMatch(one -> by.value().equals(one.who()));
    var noted = audit.search(AuditSearch.everything(), 0).rows();
    assertThat(noted).anyMatch(one -> one.about().contains(key));
  }

  @Test
  void one_switch_turns_everything_off_and_on_again() {
    running(Definitions.plain("x"));
    var mei = wheels.person().id();
    assertThat(trials.variant(key, Subject.of(mei))).isPresent();
    editing.turn(true, by);
    try {
      assertThat(trials.variant(key, Subject.of(mei))).isEmpty();
      var off = (Trials.Evaluated.Found) trials.evaluate(key, Subject.of(mei), false);
      assertThat(off.answer().why()).isEqualTo(Answer.Why.DISABLED);
    } finally {
      editing.turn(false, by);
    }
    assertThat(trials.variant(key, Subject.of(mei))).isPresent();
  }

  private Trial staged(double worthwhile, long least) {
    return running(
        Definitions.plain("x")
            .staged()
            .judgedBy(
                Measure.of(Figure.ORDERS),
                List.of(),
                List.of(Measure.of(Figure.NET_REVENUE)),
                worthwhile,
                least));
  }

  /// People who come in now, so many to each side, of whom so many of ten buy.
  private void come(Trial trial, int control, int treatment, int ofTen, int ofTenTreated) {
    var now = clock.instant();
    var told = new ArrayList<Happening>();
    for (int i = 0; i < control + treatment; i++) {
      var treated = i >= control;
      var person = ids.next();
      told.add(
          Happening.own(
              ids.next(),
              "Experiment Viewed",
              Optional.of(new PersonId(person)),
              Optional.empty(),
              now,
              Map.of(
                  "experiment_id", trial.key(),
                  "variation_id", treated ? "other" : "control",
                  "dealt", trial.dealt())));
      if (i % 10 < (treated ? ofTenTreated : ofTen)) {
        told.add(
            Happening.own(
                ids.next(),
                "Order Paid",
                Optional.of(new PersonId(person)),
                Optional.empty(),
                now.plusMillis(5),
                Map.of(
                    "order_id",
                    ids.next().toString(),
                    "total_minor",
                    900 + i % 7,
                    "currency",
                    "CNY")));
      }
    }
    journal.appendAll(told);
    read();
  }

  private Decided.Kind look() {
    steering.look(trials.find(key).orElseThrow());
    var trial = trials.find(key).orElseThrow();
    return decisions.lastByItself(trial.id(), trial.dealt()).orElseThrow().kind();
  }

  private long letters(Trial trial, String about) {
    return messaging
        .find(List.of("trial:" + trial.id() + ":" + trial.dealt() + ":" + about + ":" + by))
        .size();
  }

  @Test
  void a_roll_out_goes_step_by_step_and_ships_what_helps() {
    var trial = staged(0, 200);
    assertThat(look()).isEqualTo(Decided.Kind.WAITED);
    assertThat(letters(trial, "WAITED:1")).isZero();
    for (int step : List.of(5, 10, 25, 50, 100)) {
      come(trial, 150, 150, 3, 5);
      assertThat(look()).isEqualTo(Decided.Kind.ADVANCED);
      assertThat(trials.find(key).orElseThrow().step()).isEqualTo(step);
      assertThat(letters(trial, "ADVANCED:" + step)).isEqualTo(1);
    }
    come(trial, 500, 500, 3, 5);
    assertThat(look()).isEqualTo(Decided.Kind.SHIPPED);
    var shipped = trials.find(key).orElseThrow();
    assertThat(shipped.served()).isEqualTo("other");
    var answer = (Trials.Evaluated.Found) trials.evaluate(key, Subject.nobody(), false);
    assertThat(answer.answer().value()).isEqualTo("\"new\"");
    var last = trials.log(shipped, 0).getFirst();
    assertThat(last.who()).isNull();
    assertThat(last.evidence()).containsKeys("estimate", "low", "high", "people");
  }

  @Test
  void harm_turns_it_back_for_everybody() {
    var trial = staged(0, 200);
    come(trial, 400, 400, 6, 1);
    assertThat(look()).isEqualTo(Decided.Kind.HARM);
    assertThat(trials.find(key).orElseThrow().served()).isEqualTo("control");
    assertThat(letters(trial, "HARM:1")).isEqualTo(1);
    assertThat(trials.log(trial, 0).getFirst().evidence())
        .containsEntry("guardrail", "NET_REVENUE")
        .containsKey("bound");
  }

  @Test
  void a_side_that_loses_people_holds_it_and_says_so_once() {
    var trial = staged(0, 200);
    come(trial, 900, 500, 5, 5);
    assertThat(look()).isEqualTo(Decided.Kind.HELD);
    assertThat(look()).isEqualTo(Decided.Kind.HELD);
    assertThat(trials.find(key).orElseThrow().step()).isEqualTo(1);
    assertThat(letters(trial, "HELD:1")).isEqualTo(1);
  }

  @Test
  void what_cannot_be_worth_it_is_stopped() {
    staged(.5, 200);
    come(trials.find(key).orElseThrow(), 600, 600, 5, 5);
    assertThat(look()).isEqualTo(Decided.Kind.FUTILE);
    assertThat(trials.find(key).orElseThrow().served()).isEqualTo("control");
  }

  @Test
  void holdouts_stand_in_the_rulebook_and_only_grow() {
    var journey = "journey-" + ids.next();
    var before = holdouts.ofJourney(journey);
    assertThat(before.shareBp()).isEqualTo(1_000);
    assertThat(holdouts.change("journey:" + journey, 5_001, by)).isFalse();
    assertThat(holdouts.change("journey:" + journey, 2_000, by)).isTrue();
    var after = holdouts.ofJourney(journey);
    int held = 0;
    for (int i = 0; i < 2_000; i++) {
      var person = new PersonId(ids.next());
      assertThat(after.holds(person) || !before.holds(person)).isTrue();
      held += after.holds(person) ? 1 : 0;
    }
    assertThat(held).isBetween(300, 500);
    var chapter =
        rulebook.current().chapters().stream()
            .filter(one -> one.key().equals("90-holdouts"))
            .findFirst()
            .orElseThrow();
    assertThat(chapter.rules().toString()).contains(journey, "20 % are left out", "5 % of people");
    assertThat(holdouts.global().shareBp()).isEqualTo(500);
    for (int i = 0; i < 100; i++) {
      var person = new PersonId(ids.next());
      assertThat(holdouts.global().holds(person)).isEqualTo(messages.isHeldOut(person));
    }
  }
}
