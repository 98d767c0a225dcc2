package changke.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.audience.Choice;
import changke.audience.Choices;
import changke.audience.Forgetting;
import changke.audience.Rule;
import changke.audience.Segments;
import changke.audience.Unit;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Asking and answering on the real database: twice, late, forged, erased.
@HouseTest
class AskingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired Asking asking;
  @Autowired Surveys surveys;
  @Autowired SurveyReports reports;
  @Autowired Segments segments;
  @Autowired Choices choices;
  @Autowired Forgetting forgetting;
  @Autowired Journal journal;
  @Autowired Ids ids;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  private final PersonId operator = new PersonId(UUID.randomUUID());

  /// Somebody who is alone in a segment, so that a survey asks nobody of other tests.
  private record Alone(PersonId person, UUID segment) {}

  private Alone alone() {
    var person = new PersonId(ids.next());
    var kind = "Hopped " + ids.next();
    journal.append(
        Happening.own(
            ids.next(), kind, Optional.of(person), Optional.empty(), clock.instant(), Map.of()));
    var made =
        (Segments.Kept.Done)
            segments.make(
                "asked " + kind.substring(30),
                Unit.BUYER,
                new Rule.Did(kind, 1, false, 30),
                operator);
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> segments.of(person.value()).containsKey(made.id()));
    return new Alone(person, made.id());
  }

  private SurveyDraft draft(Survey.Kind kind, Survey.Place place, UUID segment, String question) {
    return new SurveyDraft(
        kind,
        place,
        Survey.Group.SEGMENT,
        segment,
        30,
        surveys.today().minusDays(2),
        null,
        new Words("问:" + question, question),
        List.of(new Words("甲", "a"), new Words("乙", "b")));
  }

  private UUID made(SurveyDraft draft) {
    return ((Surveys.Kept.Done) surveys.make(draft, operator)).id();
  }

  private Optional<SurveyAsk> onMyPage(Alone who) {
    return asking.inPage(Survey.Place.MINE, who.person().value(), Optional.of(who.person()));
  }

  private List<String> told(PersonId person) {
    journal.sequenceAll();
    return jdbc.sql(
            "SELECT kind FROM activity.event WHERE person = ? AND kind LIKE 'Survey%' ORDER BY position")
        .param(person.value())
        .query(String.class)
        .list();
  }

  @Test
  void it_is_shown_once_put_aside_and_does_not_come_back() throws Exception {
    var lin = alone();
    var survey = made(draft(Survey.Kind.NPS, Survey.Place.MINE, lin.segment(), "Once?"));
    try (var tabs = Executors.newFixedThreadPool(4)) {
      Callable<UUID> tab = () -> onMyPage(lin).orElseThrow().id();
      var seen = tabs.invokeAll(List.of(tab, tab, tab, tab));
      for (var one : seen) {
        assertThat(one.get()).as("four tabs at once").isEqualTo(seen.getFirst().get());
      }
    }
    var ask = onMyPage(lin).orElseThrow();
    assertThat(ask.survey().id()).isEqualTo(survey);
    assertThat(told(lin.person())).containsExactly("Survey Shown");
    assertThat(asking.dismiss(ask.token())).isTrue();
    assertThat(asking.dismiss(ask.token())).isFalse();
    assertThat(onMyPage(lin)).isEmpty();
    assertThat(asking.inPage(Survey.Place.MINE, ids.next(), Optional.empty())).isEmpty();
    assertThat(asking.answer(ask.token(), SurveyAnswer.of("9", "", "")))
        .as("somebody thinks again")
        .isInstanceOf(Answering.Done.class);
    assertThat(told(lin.person())).containsExactly("Survey Shown", "Survey Answered");
    var report =
        reports.report(
            survey, reports.wanted(surveys.find(survey).orElseThrow(), Asked.of(Map.of())));
    assertThat(report.orElseThrow().asked().asked()).isEqualTo(1);
    assertThat(report.orElseThrow().asked().answered()).isEqualTo(1);
    assertThat(report.orElseThrow().segments())
        .anySatisfy(part -> assertThat(part.segment().id()).isEqualTo(lin.segment()));
  }

  @Test
  void an_answer_is_one_however_often_it_comes_and_stays_after_a_day() {
    var lin = alone();
    var survey = made(draft(Survey.Kind.CHOICE, Survey.Place.LINK, lin.segment(), "Which?"));
    var token = asking.invite(survey, lin.person()).orElseThrow();
    assertThat(asking.invite(survey, lin.person())).as("within the pause").isEmpty();
    assertThat(asking.answer(token, SurveyAnswer.of("", "2", "")))
        .as("a third of two")
        .isEqualTo(new Answering.Unfit());
    for (var choice : List.of("0", "0", "1")) {
      assertThat(asking.answer(token, SurveyAnswer.of("", choice, "so")))
          .isInstanceOf(Answering.Done.class);
    }
    assertThat(told(lin.person())).containsExactly("Survey Sent", "Survey Answered");
    assertThat(asking.opened(token).orElseThrow().answer())
        .isEqualTo(new SurveyAnswer(null, 1, "so"));
    var current = surveys.find(survey).orElseThrow();
    var other = draft(Survey.Kind.CHOICE, Survey.Place.LINK, lin.segment(), "Which then?");
    assertThat(surveys.change(survey, current.revision() + 7, other, operator))
        .isEqualTo(new Surveys.Kept.Changed());
    assertThat(surveys.change(survey, current.revision(), other, operator))
        .isEqualTo(new Surveys.Kept.Done(survey));
    assertThat(surveys.find(survey).orElseThrow().version()).isEqualTo(2);
    assertThat(asking.opened(token).orElseThrow().survey().question().en())
        .as("an answer stays with the words that it answered")
        .isEqualTo("Which?");
    clock.forward(Duration.ofHours(25));
    assertThat(asking.answer(token, SurveyAnswer.of("", "0", "")))
        .isEqualTo(new Answering.Settled());
    assertThat(asking.opened(token).orElseThrow().answer())
        .isEqualTo(new SurveyAnswer(null, 1, "so"));
  }

  @Test
  void a_forged_link_opens_nothing() {
    var lin = alone();
    var survey = made(draft(Survey.Kind.TEXT, Survey.Place.LINK, lin.segment(), "Why?"));
    var token = asking.invite(survey, lin.person()).orElseThrow();
    for (int at = 0; at < token.length() - 1; at++) {
      var forged =
          token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
      assertThat(asking.opened(forged)).as(forged).isEmpty();
      assertThat(asking.answer(forged, SurveyAnswer.of("", "", "me")))
          .isEqualTo(new Answering.Unknown());
    }
    for (var nonsense :
        new String[] {"", "a", token + "A", token.substring(1), "%00", "ä".repeat(43)}) {
      assertThat(asking.opened(nonsense)).isEmpty();
      assertThat(asking.dismiss(nonsense)).isFalse();
    }
    assertThat(asking.open(survey)).as("a segment has no open link").isEmpty();
    assertThat(asking.answerOpen(survey, SurveyAnswer.of("", "", "me")))
        .isEqualTo(new Answering.Over());
  }

  @Test
  void a_survey_that_is_over_takes_no_new_answers() {
    var lin = alone();
    var survey = made(draft(Survey.Kind.NPS, Survey.Place.LINK, lin.segment(), "Late?"));
    var token = asking.invite(survey, lin.person()).orElseThrow();
    var draft = draft(Survey.Kind.NPS, Survey.Place.LINK, lin.segment(), "Late?");
    var over =
        new SurveyDraft(
            draft.kind(),
            draft.place(),
            draft.group(),
            draft.segment(),
            30,
            surveys.today().minusDays(2),
            surveys.today().minusDays(1),
            draft.question(),
            draft.choices());
    assertThat(surveys.change(survey, 1, over, operator)).isInstanceOf(Surveys.Kept.Done.class);
    assertThat(surveys.find(survey).orElseThrow().version()).as("same words").isEqualTo(1);
    assertThat(asking.answer(token, SurveyAnswer.of("9", "", ""))).isEqualTo(new Answering.Over());
    assertThat(asking.invite(survey, lin.person())).isEmpty();
  }

  @Test
  void who_switched_personalisation_off_is_asked_nothing_that_depends_on_what_they_did() {
    var lin = alone();
    made(draft(Survey.Kind.NPS, Survey.Place.MINE, lin.segment(), "Off?"));
    choices.choose(lin.person(), new Choice(false, true));
    assertThat(onMyPage(lin)).isEmpty();
    assertThat(told(lin.person())).isEmpty();
  }

  @Test
  void who_is_erased_leaves_a_bare_number_and_no_word() {
    var lin = alone();
    var survey = made(draft(Survey.Kind.NPS, Survey.Place.MINE, lin.segment(), "Gone?"));
    var ask = onMyPage(lin).orElseThrow();
    asking.answer(ask.token(), SurveyAnswer.of("3", "", "my name is Lin"));
    forgetting.forget(lin.person());
    var wanted = reports.wanted(surveys.find(survey).orElseThrow(), Asked.of(Map.of()));
    assertThat(reports.comments(survey, wanted, "", 0)).isEmpty();
    assertThat(reports.report(survey, wanted).orElseThrow().asked().nps().detractors())
        .isEqualTo(1);
    var behind = reports.behind(survey, wanted, "detractors");
    assertThat(behind.total()).isEqualTo(1);
    assertThat(behind.people()).isEmpty();
    assertThat(
            jdbc.sql(
                    "SELECT count(*) FROM insights.survey_ask WHERE identity = :id OR person = :id")
                .param("id", lin.person().value())
                .query(Long.class)
                .single())
        .isZero();
    assertThat(Objects.requireNonNull(asking.opened(ask.token()).orElseThrow().answer()).words())
        .isEmpty();
  }
}
