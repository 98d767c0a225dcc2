package changke.backoffice.insights;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.audience.Choice;
import changke.audience.Choices;
import changke.audience.Forgetting;
import changke.audience.Rule;
import changke.audience.Segments;
import changke.audience.Unit;
import changke.identity.Role;
import changke.insights.Asked;
import changke.insights.HouseReports;
import changke.insights.Voice;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class ConsoleTest {

  private static final String HOME = "/backoffice/console";

  @Autowired TestBrowser.Maker browsers;
  @Autowired Journal journal;
  @Autowired HouseReports reports;
  @Autowired Segments segments;
  @Autowired Choices choices;
  @Autowired Forgetting forgetting;
  @Autowired Ids ids;
  @Autowired Clock clock;

  private PersonId somebody(String... kinds) {
    var person = new PersonId(ids.next());
    var at = clock.instant().minus(Duration.ofHours(3));
    for (var kind : kinds) {
      at = at.plusSeconds(60);
      journal.append(
          Happening.own(ids.next(), kind, Optional.of(person), Optional.empty(), at, Map.of()));
    }
    return person;
  }

  @Test
  void every_report_opens_in_both_languages_and_as_csv() {
    somebody("Console Tested");
    var operator = browsers.member(Role.OPERATOR);
    for (var report : HouseReports.names()) {
      for (var language : new String[] {"zh-CN", "en"}) {
        var page = operator.with("Accept-Language", language).get(HOME + "/" + report);
        assertThat(page.statusCode()).as(report).isEqualTo(200);
      }
      assertThat(operator.get(HOME + "/" + report + "/csv").statusCode()).isEqualTo(200);
    }
    assertThat(operator.get(HOME + "/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void an_act_is_in_the_funnel_and_leads_to_its_people() {
    var kind = "Opened " + ids.next().toString().substring(24);
    var then = "Closed " + ids.next().toString().substring(24);
    var both = somebody(kind, then);
    somebody(kind);
    var operator = browsers.member(Role.OPERATOR);
    var query = "?s1=" + kind.replace(" ", "%20") + "&s2=" + then.replace(" ", "%20") + "&who=all";
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(operator.get(HOME + "/funnel/csv" + query).body())
                .contains("1," + kind + ",2,")
                .contains("2," + then + ",1,"));
    var page = operator.get(HOME + "/funnel" + query).body();
    var link = Pattern.compile("href=\"([^\"]*pick=reached%3A1[^\"]*)\"").matcher(page);
    assertThat(link.find()).isTrue();
    var behind = operator.get(link.group(1).replace("&amp;", "&")).body();
    assertThat(behind).contains(both.toString().substring(24));
  }

  private long everybody(String query) {
    var drawn =
        reports.draw(
            "funnel", Asked.of(asked(query)), new Voice(Locale.ENGLISH, (key, all) -> key));
    var step = "(?m)^1," + Pattern.quote(asked(query).getOrDefault("s1", "")) + ",(\\d+),";
    var first = Pattern.compile(step).matcher(drawn.view().csv());
    return first.find() ? Long.parseLong(first.group(1)) : 0;
  }

  private static Map<String, String> asked(String query) {
    var values = new HashMap<String, String>();
    for (var part : query.split("&")) {
      values.put(part.split("=")[0], part.split("=")[1]);
    }
    return values;
  }

  @Test
  void off_and_erased_mean_out_of_the_console_when_the_choice_returns() {
    var kind = "Vanished " + ids.next().toString().substring(24);
    var query = "s1=" + kind + "&s2=" + kind + "&who=all";
    var lin = somebody(kind);
    var ming = somebody(kind);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> everybody(query) == 2);
    choices.choose(lin, new Choice(false, true));
    assertThat(everybody(query)).as("off").isEqualTo(1);
    choices.choose(lin, Choice.EVERYTHING);
    assertThat(everybody(query)).as("and on again").isEqualTo(2);
    choices.choose(lin, new Choice(true, false));
    assertThat(everybody(query)).as("what was done is no guess").isEqualTo(2);
    forgetting.forget(ming);
    assertThat(everybody(query)).as("erased").isEqualTo(1);
    journal.sequenceAll();
    Awaitility.await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(30))
        .until(() -> everybody(query) == 1);
  }

  @Test
  void a_report_is_narrowed_to_a_live_segment() {
    var kind = "Danced " + ids.next().toString().substring(24);
    var again = "Sang " + ids.next().toString().substring(24);
    var lin = somebody(kind, again);
    somebody(kind);
    var made =
        (Segments.Kept.Done)
            segments.make("Singers " + kind, Unit.BUYER, new Rule.Did(again, 1, false, 30), lin);
    var query = "s1=" + kind + "&s2=" + kind + "&who=" + made.id();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> segments.members(made.id()).contains(lin.value()) && everybody(query) == 1);
    assertThat(everybody("s1=" + kind + "&s2=" + kind + "&who=all")).isEqualTo(2);
    var operator = browsers.member(Role.OPERATOR).with("Accept-Language", "en");
    assertThat(operator.get(HOME + "/lifecycle?who=" + made.id()).body())
        .contains("value=\"" + made.id() + "\" selected")
        .contains("Singers");
    assertThat(operator.get(HOME + "/retention?subject=merchants&who=" + made.id()).body())
        .as("people are no merchants")
        .doesNotContain("<option value=\"" + made.id() + "\"");
    segments.end(made.id());
    assertThat(operator.get(HOME + "/lifecycle?who=" + made.id()).statusCode()).isEqualTo(200);
  }

  @Test
  void only_who_may_see_people_is_led_to_them() {
    somebody("Console Looked");
    var looker = browsers.operatorWithoutRights();
    var page = looker.get(HOME + "/lifecycle");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("/people?");
    assertThat(looker.get(HOME + "/lifecycle/people?pick=active:0").statusCode()).isEqualTo(403);
  }

  @Test
  void a_kept_report_opens_for_the_whole_team() {
    var operator = browsers.member(Role.OPERATOR);
    var kept =
        operator.post(
            HOME + "/retention/saved",
            Map.of("savedas", "Weekly look", "unit", "month", "shape", "every"));
    var address = kept.headers().firstValue("Location").orElse("");
    assertThat(address).startsWith(HOME + "/saved/");
    var colleague = browsers.member(Role.OPERATOR);
    var opened = colleague.get(address).headers().firstValue("Location").orElse("");
    assertThat(opened)
        .startsWith(HOME + "/retention?")
        .contains("unit=month")
        .contains("shape=every");
    assertThat(colleague.get(opened).body()).contains("Weekly look");
    colleague.post(address + "/remove", Map.of());
    assertThat(operator.get(address).statusCode()).isEqualTo(404);
  }

  @Test
  void a_target_and_a_mark_are_the_teams_until_somebody_takes_them_away() {
    var operator = browsers.member(Role.OPERATOR);
    var today = clock.instant().atZone(java.time.ZoneId.of("Asia/Shanghai")).toLocalDate();
    var words = "Price test " + ids.next().toString().substring(24);
    operator.post(HOME + "/goals/target", Map.of("measure", "fresh", "aday", "77"));
    operator.post(
        HOME + "/goals/mark", Map.of("day", today.minusDays(3).toString(), "words", words));
    var colleague = browsers.member(Role.OPERATOR).with("Accept-Language", "en");
    var page = colleague.get(HOME + "/alarms").body();
    assertThat(page).contains("target: 77 a day").contains(words);
    for (var bad : new String[] {"-1", "", "9999999999", "x"}) {
      operator.post(HOME + "/goals/target", Map.of("measure", "fresh", "aday", bad));
    }
    operator.post(HOME + "/goals/target", Map.of("measure", "nothing", "aday", "5"));
    operator.post(HOME + "/goals/mark", Map.of("day", "2026-99-99", "words", "never"));
    assertThat(reports.goals().target("fresh")).hasValue(77);
    var mark =
        reports.goals().marks().stream()
            .filter(m -> m.words().equals(words))
            .findFirst()
            .orElseThrow();
    operator.post(HOME + "/goals/mark/" + mark.id() + "/remove", Map.of());
    operator.post(HOME + "/goals/target", Map.of("measure", "fresh", "aday", "0"));
    assertThat(reports.goals().target("fresh")).isEmpty();
    assertThat(colleague.get(HOME + "/alarms").body()).doesNotContain(words);
  }

  @Test
  void nonsense_in_the_address_is_read_as_the_usual() {
    var operator = browsers.member(Role.OPERATOR);
    for (var report : HouseReports.names()) {
      var answer =
          operator.get(
              HOME
                  + "/"
                  + report
                  + "?from=9999-99-99&to=0001-01-01&unit=%00&who=%3Cscript%3E&columns=-1"
                  + "&brackets=9-1,x&length=99999999999&start=*&s1=*&count=0&window=rolling");
      assertThat(answer.statusCode()).as(report).isEqualTo(200);
      assertThat(
              operator
                  .get(HOME + "/" + report + "/people?pick=cell:999999:-7:x&page=99")
                  .statusCode())
          .isEqualTo(200);
    }
  }
}
