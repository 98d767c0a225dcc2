package changke.backoffice.insights;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.identity.Role;
import changke.insights.HouseReports;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
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
