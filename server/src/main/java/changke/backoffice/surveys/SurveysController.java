package changke.backoffice.surveys;

import changke.audience.Segment;
import changke.audience.Segments;
import changke.audience.Unit;
import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.insights.SurveyDraft;
import changke.insights.Surveys;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Surveys: the list and the editor.
@Controller
@Allowed(Who.OPERATOR)
@RequestMapping(SurveysController.HOME)
class SurveysController {

  static final String HOME = "/backoffice/surveys";

  private final Surveys surveys;
  private final Segments segments;
  private final Audit audit;

  SurveysController(Surveys surveys, Segments segments, Audit audit) {
    this.surveys = surveys;
    this.segments = segments;
    this.audit = audit;
  }

  @GetMapping
  SurveysPage home() {
    return new SurveysPage(surveys.all(), surveys.today());
  }

  @GetMapping("/new")
  SurveyFormPage begin(@RequestParam(defaultValue = "") String with) {
    return page(SurveyForm.begun(with, surveys.today()), List.of(), null);
  }

  @GetMapping("/{id}/edit")
  SurveyFormPage edit(@PathVariable UUID id) {
    var survey = surveys.find(id).orElseThrow(NotFoundException::new);
    return page(SurveyForm.of(survey), List.of(), null);
  }

  @PostMapping
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Object keep(@RequestParam MultiValueMap<String, String> fields, Person by) {
    var form = SurveyForm.of(fields);
    var id = form.id();
    var kept =
        id == null
            ? surveys.make(form.draft(), by.id())
            : surveys.change(id, form.revision(), form.draft(), by.id());
    return switch (kept) {
      case Surveys.Kept.Done done -> {
        audit.note(by.id(), "survey.kept", "survey " + done.id());
        yield Redirect.to(HOME + "/" + done.id()).saying("surveys.kept");
      }
      case Surveys.Kept.Unfit unfit -> page(form, unfit.problems(), null);
      case Surveys.Kept.Full full -> page(form, List.of(), "surveys.full");
      case Surveys.Kept.Changed changed -> page(form, List.of(), "surveys.changed");
    };
  }

  private SurveyFormPage page(
      SurveyForm form, List<SurveyDraft.Problem> problems, @Nullable String refused) {
    return new SurveyFormPage(form, people(), problems, refused);
  }

  private List<Segment> people() {
    return segments.all().stream().filter(segment -> segment.unit() == Unit.BUYER).toList();
  }
}
