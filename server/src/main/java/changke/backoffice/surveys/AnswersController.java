package changke.backoffice.surveys;

import changke.audience.Profile;
import changke.audience.Profiles;
import changke.audience.Segments;
import changke.audience.Unit;
import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.insights.Asked;
import changke.insights.Asking;
import changke.insights.Survey;
import changke.insights.SurveyComment;
import changke.insights.SurveyReports;
import changke.insights.Surveys;
import changke.insights.Voice;
import changke.pages.CsvFile;
import changke.pages.Frames;
import changke.pages.NotFoundException;
import changke.pages.Words;
import changke.shared.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// What people answered: the report, the words, the people, files, and links to send.
@Controller
@Allowed(Who.OPERATOR)
@RequestMapping(SurveysController.HOME + "/{id}")
class AnswersController {

  /// How many links one press makes; the next press makes those of the next people.
  private static final int LINKS = 2_000;

  private static final int MOST_PAGES = 400;

  private final Surveys surveys;
  private final SurveyReports reports;
  private final Asking asking;
  private final Segments segments;
  private final Profiles profiles;
  private final Identity identity;
  private final Audit audit;
  private final Frames frames;
  private final Words words;

  AnswersController(
      Surveys surveys,
      SurveyReports reports,
      Asking asking,
      Segments segments,
      Profiles profiles,
      Identity identity,
      Audit audit,
      Frames frames,
      Words words) {
    this.surveys = surveys;
    this.reports = reports;
    this.asking = asking;
    this.segments = segments;
    this.profiles = profiles;
    this.identity = identity;
    this.audit = audit;
    this.frames = frames;
    this.words = words;
  }

  @GetMapping
  ReportPage report(
      @PathVariable UUID id,
      @RequestParam Map<String, String> parameters,
      Visitor visitor,
      HttpServletRequest request) {
    var survey = found(id);
    var asked = Asked.of(parameters);
    var wanted = reports.wanted(survey, asked);
    var report = reports.report(id, wanted).orElseThrow(NotFoundException::new);
    int page = asked.number("page", 0, 0, 999);
    var comments =
        visitor.may(Right.PEOPLE)
            ? reports.comments(id, wanted, asked.text("q"), page)
            : List.<SurveyComment>of();
    return new ReportPage(
        report,
        wanted,
        surveys.versions(id).stream().map(Survey::version).toList(),
        reports.zone(),
        new SurveysPage(List.of(), surveys.today()).state(survey),
        SurveyReports.picture(report, voice(request)),
        asked.text("q"),
        page,
        comments,
        names(comments));
  }

  private Map<UUID, String> names(List<SurveyComment> comments) {
    var ids =
        comments.stream()
            .map(SurveyComment::person)
            .filter(Objects::nonNull)
            .map(PersonId::new)
            .toList();
    var names = new HashMap<UUID, String>();
    identity.find(ids).forEach((id, person) -> names.put(id.value(), person.name()));
    return names;
  }

  @GetMapping("/people")
  @Allowed(value = Who.OPERATOR, right = Right.PEOPLE)
  PeoplePage people(
      @PathVariable UUID id, @RequestParam Map<String, String> parameters, Person operator) {
    var survey = found(id);
    var asked = Asked.of(parameters);
    var behind = reports.behind(id, reports.wanted(survey, asked), asked.text("pick"));
    int page = asked.number("page", 0, 0, 99);
    audit.note(operator.id(), "survey.people-seen", "survey " + id + " " + asked.text("pick"));
    var some =
        behind.people().stream()
            .skip((long) page * SurveyReports.PAGE)
            .limit(SurveyReports.PAGE)
            .map(PersonId::new)
            .toList();
    var known = identity.find(some);
    var lines = new ArrayList<PeoplePage.Line>();
    for (var one : some) {
      var person = known.get(one);
      lines.add(
          person == null
              ? new PeoplePage.Line(one, one.toString().substring(24), "")
              : new PeoplePage.Line(one, person.name(), person.email()));
    }
    return new PeoplePage(
        survey, behind.total(), behind.people().size(), page, asked.without("page").query(), lines);
  }

  @GetMapping("/report.csv")
  ResponseEntity<String> csv(@PathVariable UUID id, @RequestParam Map<String, String> parameters) {
    var survey = found(id);
    var wanted = reports.wanted(survey, Asked.of(parameters));
    var report = reports.report(id, wanted).orElseThrow(NotFoundException::new);
    var file = SurveyCsv.begun("survey.csv");
    SurveyCsv.row(file, "all", wanted.from().toString(), wanted.to().toString(), report.asked());
    for (var period : report.periods()) {
      SurveyCsv.row(
          file,
          period.unfinished() ? "period, open" : "period",
          period.first().toString(),
          period.last().toString(),
          period.tally());
    }
    report.ways().forEach((way, tally) -> SurveyCsv.row(file, "way", way.name(), "", tally));
    report
        .segments()
        .forEach(part -> SurveyCsv.row(file, "segment", part.segment().name(), "", part.tally()));
    return file.answer();
  }

  @GetMapping("/answers.csv")
  @Allowed(value = Who.OPERATOR, right = Right.PEOPLE)
  ResponseEntity<String> answers(
      @PathVariable UUID id, @RequestParam Map<String, String> parameters, Person operator) {
    var wanted = reports.wanted(found(id), Asked.of(parameters));
    audit.note(operator.id(), "survey.answers-taken", "survey " + id);
    var file =
        new CsvFile(
            "answers.csv", "answered_at", "way", "version", "score", "choice", "words", "person");
    reports
        .answers(id, wanted)
        .forEach(answer ->
            file.row(
                answer.answeredAt(),
                answer.way(),
                answer.version(),
                orEmpty(answer.score()),
                orEmpty(answer.choice()),
                answer.words(),
                orEmpty(answer.person())));
    return file.answer();
  }

  private static Object orEmpty(@Nullable Object value) {
    return value == null ? "" : value;
  }

  /// Links for the next people who may be asked, as a file to send them with.
  @PostMapping("/links")
  @Allowed(
      value = Who.OPERATOR,
      right = {Right.PEOPLE, Right.SETTINGS})
  ResponseEntity<String> links(@PathVariable UUID id, Person operator) {
    var survey = found(id);
    var invited = asking.inviteNext(id, candidates(survey), LINKS);
    audit.note(operator.id(), "survey.links-made", "survey " + id + " " + invited.size());
    var known = identity.find(invited.stream().map(Asking.Invited::person).toList());
    var house = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    var file = new CsvFile("links.csv", "name", "email", "language", "link");
    for (var one : invited) {
      var person = known.get(one.person());
      if (person != null) {
        file.row(
            person.name(),
            person.email(),
            person.language().toLanguageTag(),
            house + "/survey/" + one.token());
      }
    }
    return file.answer();
  }

  /// Members of the house who belong to whom the survey asks; whether each may be asked now is
  /// decided one by one.
  private List<PersonId> candidates(Survey survey) {
    var segment = survey.segment();
    if (segment != null) {
      var people = segments.members(segment).stream().map(PersonId::new).sorted(byId()).toList();
      var known = identity.find(people);
      return people.stream().filter(known::containsKey).toList();
    }
    return Stream.iterate(0, page -> page < MOST_PAGES, page -> page + 1)
        .map(page -> profiles.latest(Unit.BUYER, null, true, page))
        .takeWhile(slice -> !slice.rows().isEmpty())
        .flatMap(slice -> slice.rows().stream())
        .filter(profile -> profile.orders() > 0)
        .map(Profile::person)
        .map(PersonId::new)
        .toList();
  }

  private static Comparator<PersonId> byId() {
    return Comparator.comparing(PersonId::value);
  }

  private Survey found(UUID id) {
    return surveys.find(id).orElseThrow(NotFoundException::new);
  }

  private Voice voice(HttpServletRequest request) {
    var language = frames.language(request);
    return new Voice(language, (key, parameters) -> words.say(language, key, parameters));
  }
}
