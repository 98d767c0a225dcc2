package changke.backoffice.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.identity.Role;
import changke.journeys.Drafts;
import changke.journeys.Journeys;
import changke.journeys.Passages;
import changke.play.Wheels;
import changke.shared.Ids;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A journey is built in the editor, tried, published, and a person passes.
@HouseTest
class JourneyPagesTest {

  @Autowired TestBrowser.Maker browsers;
  @Autowired Journeys journeys;
  @Autowired Drafts drafts;
  @Autowired Passages passages;
  @Autowired Journal journal;
  @Autowired Wheels wheels;
  @Autowired Ids ids;
  @Autowired TestClock clock;

  @Test
  void a_journey_is_built_tried_published_and_a_person_passes() {
    var operator = browsers.member(Role.OPERATOR);
    var key = "built-" + ids.next();
    var kind = "Danced " + ids.next();
    var made = operator.post("/backoffice/journeys", Map.of("key", key));
    var edit = made.headers().firstValue("Location").orElseThrow();
    var id = UUID.fromString(edit.split("/")[3]);
    change(operator, id, "change", Map.of("node", "enter", "f.enter.event", kind));
    change(operator, id, "insert", Map.of("node", "enter", "kind", "TAG"));
    change(operator, id, "remove", Map.of("node", "held"));
    change(operator, id, "insert", Map.of("node", "enter", "kind", "POINTS"));
    assertThat(operator.get(edit).body())
        .as("points without a holdout before them")
        .contains("put a holdout before it");
    change(operator, id, "undo", Map.of());
    change(operator, id, "change", Map.of("node", "tag-4", "f.tag", "danced"));
    var lin = wheels.person();
    does(lin.id(), kind);
    assertThat(operator.get(edit.replace("/edit", "/simulate")).body()).contains("last month");
    change(operator, id, "publish", Map.of());
    assertThat(journeys.find(id).orElseThrow().live()).isEqualTo(1);
    var mei = wheels.person();
    does(mei.id(), kind);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> passages.of(mei.id()).stream().anyMatch(way -> way.ended() != null));
    var home = "/backoffice/journeys/" + id;
    assertThat(operator.get(home).body()).contains("<svg");
    var way = passages.of(mei.id()).getFirst();
    assertThat(operator.get(home + "/passages/" + way.id()).body()).contains("TAGGED");
    assertThat(operator.get("/backoffice/journeys/review").statusCode()).isEqualTo(200);
    assertThat(operator.get("/backoffice/journeys").body()).contains("Waits for");
    assertThat(operator.post(home + "/pause", Map.of()).statusCode()).isEqualTo(303);
    assertThat(operator.post(home + "/resume", Map.of()).statusCode()).isEqualTo(303);
    assertThat(operator.post(home + "/off", Map.of()).statusCode()).isEqualTo(303);
    assertThat(operator.get(home).body()).contains("Switched off");
    operator.post("/backoffice/journeys/playbooks/third-day", Map.of());
    assertThat(journeys.find("third-day")).isPresent();
  }

  private void change(TestBrowser operator, UUID id, String act, Map<String, String> fields) {
    var all = new java.util.HashMap<>(fields);
    all.put("act", act);
    all.put("edition", Integer.toString(drafts.find(id).orElseThrow().edition()));
    var answer = operator.post("/backoffice/journeys/" + id + "/edit", all);
    assertThat(answer.statusCode()).isEqualTo(303);
  }

  private void does(changke.shared.PersonId person, String kind) {
    journal.append(
        Happening.own(
            ids.next(), kind, Optional.of(person), Optional.empty(), clock.instant(), Map.of()));
  }
}
