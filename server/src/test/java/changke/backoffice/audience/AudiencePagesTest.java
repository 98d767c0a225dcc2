package changke.backoffice.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.audience.Profiles;
import changke.audience.Rule;
import changke.audience.Segments;
import changke.audience.Unit;
import changke.identity.Audit;
import changke.identity.AuditSearch;
import changke.identity.Person;
import changke.identity.Role;
import changke.orders.Market;
import changke.play.Wheels;
import changke.shared.Ids;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.LinkedMultiValueMap;

/// Segments built without JSON, and one person's page.
@HouseTest
class AudiencePagesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired TestBrowser.Maker browsers;
  @Autowired Segments segments;
  @Autowired Profiles profiles;
  @Autowired Journal journal;
  @Autowired Audit audit;
  @Autowired Market market;
  @Autowired Wheels wheels;
  @Autowired Ids ids;
  @Autowired TestClock clock;

  private void does(Person person, String kind) {
    journal.append(
        Happening.own(
            ids.next(),
            kind,
            Optional.of(person.id()),
            Optional.empty(),
            clock.instant(),
            Map.of()));
  }

  private static Map<String, String> row(String name, String kind, String act) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("name", name);
    fields.put("unit", "BUYER");
    fields.put("group", "0");
    fields.put("type", "DID");
    fields.put("kind", kind);
    fields.put("times", "1");
    fields.put("within", "30");
    fields.put("kinds", "");
    fields.put("trait", "stage");
    fields.put("is", "=");
    fields.put("value", "");
    fields.put("act", act);
    return fields;
  }

  @Test
  void while_building_one_sees_how_many_and_who() {
    var kind = "Juggled " + ids.next();
    var lin = wheels.person();
    does(lin, kind);
    await().atMost(PATIENCE).until(() -> profiles.find(lin.id().value()).isPresent());
    var operator = browsers.member(Role.OPERATOR);
    var draft = operator.post("/backoffice/audience/builder/draft", row("", kind, "look")).body();
    assertThat(draft)
        .contains("/backoffice/audience/people/" + lin.id())
        .contains("Belong to it now");
    var more = operator.post("/backoffice/audience/builder/draft", row("", kind, "and")).body();
    assertThat(more).contains("drop:1");
    var kept = operator.post("/backoffice/audience/builder", row("Jugglers", kind, "keep"));
    assertThat(kept.statusCode()).isEqualTo(303);
    var made =
        segments.all().stream()
            .filter(segment -> segment.rule().toString().contains(kind))
            .findFirst()
            .orElseThrow();
    await().atMost(PATIENCE).until(() -> segments.members(made.id()).contains(lin.id().value()));
    assertThat(operator.get("/backoffice/audience/segments/" + made.id()).body())
        .contains("Jugglers")
        .contains(lin.name());
    assertThat(operator.get("/backoffice/audience/builder?segment=" + made.id()).body())
        .contains(kind);
    assertThat(operator.get("/backoffice/audience").body()).contains("Jugglers");
    assertThat(operator.get("/backoffice/audience/stages").statusCode()).isEqualTo(200);
    assertThat(operator.get("/backoffice/audience/people?guests=true").statusCode()).isEqualTo(200);
  }

  @Test
  void nobody_without_the_right_reads_names_or_keeps_segments() {
    var kind = "Whistled " + ids.next();
    var lin = wheels.person();
    does(lin, kind);
    await().atMost(PATIENCE).until(() -> profiles.find(lin.id().value()).isPresent());
    var operator = browsers.operatorWithoutRights();
    var draft = operator.post("/backoffice/audience/builder/draft", row("", kind, "look"));
    assertThat(draft.statusCode()).isEqualTo(200);
    assertThat(draft.body()).doesNotContain("people/" + lin.id());
    assertThat(operator.get("/backoffice/audience/people/" + lin.id()).statusCode()).isEqualTo(403);
    assertThat(operator.post("/backoffice/audience/builder", row("x", kind, "keep")).statusCode())
        .isEqualTo(403);
  }

  @Test
  void a_persons_page_tells_everything_and_why_and_who_looked_is_written_down() {
    var kind = "Knitted " + ids.next();
    var lin = wheels.person();
    does(lin, kind);
    var offer = market.offer(3, 990);
    var order = market.bought(market.wish(offer.id(), 1, lin.id(), lin.email()));
    var segment =
        ((Segments.Kept.Done)
                segments.make("Knitters", Unit.BUYER, new Rule.Did(kind, 1, false, 30), lin.id()))
            .id();
    await().atMost(PATIENCE).until(() -> segments.of(lin.id().value()).containsKey(segment));
    await()
        .atMost(PATIENCE)
        .until(() ->
            profiles.find(lin.id().value()).map(profile -> profile.orders() == 1).orElse(false));
    var page = browsers.member(Role.OPERATOR).get("/backoffice/audience/people/" + lin.id()).body();
    assertThat(page)
        .contains(lin.name())
        .contains(lin.email())
        .contains(order.number())
        .contains("Knitters")
        .contains(kind);
    assertThat(
            audit
                .search(new AuditSearch(null, "person.viewed", "person " + lin.id(), null, null), 0)
                .rows())
        .hasSize(1);
  }

  @Test
  void fields_of_any_shape_break_nothing() {
    var operator = browsers.member(Role.OPERATOR);
    var odd = new LinkedHashMap<String, String>();
    odd.put("type", "NOTHING");
    odd.put("group", "-7");
    odd.put("times", "many");
    odd.put("within", "1e9");
    odd.put("unit", "CAT");
    odd.put("id", "no");
    odd.put("act", "drop:99999999999");
    assertThat(operator.post("/backoffice/audience/builder/draft", odd).statusCode())
        .isEqualTo(200);
    assertThat(operator.post("/backoffice/audience/builder", odd).body()).contains("alert-danger");
    assertThat(operator.get("/backoffice/audience/people?stage=HAPPY").statusCode())
        .isBetween(400, 499);
  }

  @Test
  void what_the_builder_shows_is_what_was_stored() {
    var rule =
        new Rule.All(
            List.of(
                new Rule.Any(
                    List.of(
                        new Rule.Did("A", 2, false, 30),
                        new Rule.Not(new Rule.Did("B", 1, false, Rule.EVER)))),
                new Rule.InOrder(List.of("A", "B"), 9),
                new Rule.Not(new Rule.Is("stage", Rule.Comparison.EQUAL, "LOST"))));
    var rows = java.util.Objects.requireNonNull(Row.rows(rule));
    var form = new BuilderForm(null, 0, "x", Unit.BUYER, rows);
    assertThat(form.rule()).isEqualTo(rule);
    assertThat(BuilderForm.of(new LinkedMultiValueMap<>()).rows()).hasSize(1);
  }
}
