package changke.backoffice.trials;

import changke.audience.Profiles;
import changke.audience.Segments;
import changke.audience.Unit;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.trials.Editing;
import changke.trials.Kept;
import changke.trials.Snag;
import changke.trials.Trial;
import changke.trials.Trials;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The editor of a trial, which says what is wrong while one writes.
@Controller
@Allowed(Who.OPERATOR)
class EditorController {

  private static final String EDITOR = "/backoffice/trial-editor";

  private final Trials trials;
  private final Editing editing;
  private final Segments segments;
  private final Profiles profiles;

  EditorController(Trials trials, Editing editing, Segments segments, Profiles profiles) {
    this.trials = trials;
    this.editing = editing;
    this.segments = segments;
    this.profiles = profiles;
  }

  @GetMapping(EDITOR)
  EditorPage editor(
      @RequestParam(required = false) @Nullable String key,
      @RequestParam(required = false) @Nullable String ready) {
    if (key != null) {
      var trial = trials.find(key).orElseThrow(NotFoundException::new);
      return page(TrialForm.of(key, trial.version(), trial.definition()), List.of(), null);
    }
    var form = "home-sections".equals(ready) ? TrialForm.homeSections() : TrialForm.fresh();
    return page(form, List.of(), null);
  }

  /// Changes rows and says what is wrong; keeps nothing.
  @PostMapping(EDITOR + "/draft")
  EditorPage draft(@RequestParam MultiValueMap<String, String> fields) {
    var act = fields.getFirst("act");
    var form = TrialForm.of(fields).after(act == null ? "" : act);
    return page(form, editing.snags(form.key(), form.definition()), null);
  }

  @PostMapping(EDITOR)
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Object keep(@RequestParam MultiValueMap<String, String> fields, Person by) {
    var form = TrialForm.of(fields);
    var kept =
        form.version() == 0
            ? editing.make(form.key(), form.definition(), by.id())
            : editing.change(form.key(), form.version(), form.definition(), by.id());
    return switch (kept) {
      case Kept.Done done -> TrialsController.at(form.key()).saying("trials.kept");
      case Kept.Unfit unfit -> page(form, unfit.snags(), "trials.unfit");
      case Kept.Taken taken -> page(form, List.of(), "trials.taken");
      case Kept.Full full -> page(form, List.of(), "trials.full");
      case Kept.Changed changed -> page(form, List.of(), "trials.changed");
    };
  }

  private EditorPage page(TrialForm form, List<Snag> snags, @Nullable String refused) {
    return new EditorPage(
        form,
        snags.stream().distinct().toList(),
        refused,
        isAnew(form),
        segments.all().stream().filter(one -> one.unit() == Unit.BUYER).toList(),
        profiles.kinds(Unit.BUYER));
  }

  private boolean isAnew(TrialForm form) {
    return form.version() > 0
        && trials
            .find(form.key())
            .filter(trial -> trial.startedAt() != null)
            .filter(trial -> !form.definition().keepsArmsOf(trial.definition(), trial.key()))
            .filter(trial -> trial.state() != Trial.State.ENDED)
            .isPresent();
  }
}
