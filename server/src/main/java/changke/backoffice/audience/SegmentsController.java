package changke.backoffice.audience;

import changke.audience.Profile;
import changke.audience.Profiles;
import changke.audience.RuleProblem;
import changke.audience.Rules;
import changke.audience.Segment;
import changke.audience.Segments;
import changke.audience.Unit;
import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Segments: the list, one with its members, and the builder that counts while one chooses.
@Controller
@Allowed(Who.OPERATOR)
class SegmentsController {

  static final String HOME = "/backoffice/audience";
  private static final int MEMBERS = 50;

  private final Segments segments;
  private final Profiles profiles;
  private final PersonName names;
  private final Audit audit;

  SegmentsController(Segments segments, Profiles profiles, PersonName names, Audit audit) {
    this.segments = segments;
    this.profiles = profiles;
    this.names = names;
    this.audit = audit;
  }

  @GetMapping(HOME)
  SegmentsPage home() {
    var stages = new EnumMap<Unit, Map<changke.audience.Stage, Long>>(Unit.class);
    for (var unit : Unit.values()) {
      stages.put(unit, profiles.stages(unit));
    }
    return new SegmentsPage(stages, segments.all(), segments.counts());
  }

  @GetMapping(HOME + "/segments/{id}")
  SegmentPage segment(
      @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID after, Person reader) {
    var segment = found(id);
    var members = segments.members(id, after == null ? new UUID(0, 0) : after, MEMBERS);
    return new SegmentPage(
        segment,
        segments.counts().getOrDefault(id, 0L),
        members,
        members.size() < MEMBERS ? null : members.getLast().person(),
        names.of(members, reader));
  }

  @GetMapping(HOME + "/builder")
  BuilderPage builder(@RequestParam(required = false) @Nullable UUID segment, Person reader) {
    if (segment == null) {
      return page(BuilderForm.fresh(), null, reader);
    }
    var found = found(segment);
    var rows = Row.rows(found.rule());
    if (rows == null) {
      throw new NotFoundException();
    }
    return page(
        new BuilderForm(found.id(), found.version(), found.name(), found.unit(), rows),
        null,
        reader);
  }

  /// Counts and changes rows; keeps nothing.
  @PostMapping(HOME + "/builder/draft")
  BuilderPage draft(@RequestParam MultiValueMap<String, String> fields, Person reader) {
    var act = fields.getFirst("act");
    return page(BuilderForm.of(fields).after(act == null ? "" : act), null, reader);
  }

  @PostMapping(HOME + "/builder")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Object keep(@RequestParam MultiValueMap<String, String> fields, Person by) {
    var form = BuilderForm.of(fields);
    var id = form.id();
    var kept =
        id == null
            ? segments.make(form.name(), form.unit(), form.rule(), by.id())
            : segments.change(id, form.version(), form.name(), form.rule());
    return switch (kept) {
      case Segments.Kept.Done done -> {
        audit.note(by.id(), "segment.kept", "segment " + done.id());
        yield Redirect.to(HOME + "/segments/" + done.id()).saying("audience.kept");
      }
      case Segments.Kept.Unfit unfit -> page(form, "audience.problem." + unfit.problem(), by);
      case Segments.Kept.Nameless nameless -> page(form, "audience.nameless", by);
      case Segments.Kept.Full full -> page(form, "audience.full", by);
      case Segments.Kept.Changed changed -> page(form, "audience.changed", by);
    };
  }

  @PostMapping(HOME + "/segments/{id}/end")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect end(@PathVariable UUID id, Person by) {
    if (segments.end(id)) {
      audit.note(by.id(), "segment.ended", "segment " + id);
    }
    return Redirect.to(HOME).saying("audience.ended");
  }

  private BuilderPage page(BuilderForm form, @Nullable String refused, Person reader) {
    var rule = form.rule();
    var problem = Rules.problem(rule).orElse(null);
    var preview = problem == null ? segments.preview(form.unit(), rule) : null;
    var sample = preview == null ? List.<Profile>of() : preview.sample();
    return new BuilderPage(
        form,
        profiles.kinds(form.unit()),
        profiles.traitNames(),
        preview,
        quiet(form, problem),
        refused,
        names.of(sample, reader));
  }

  /// A fresh row is not wrong yet.
  private static @Nullable RuleProblem quiet(BuilderForm form, @Nullable RuleProblem problem) {
    return form.equals(BuilderForm.fresh()) ? null : problem;
  }

  private Segment found(UUID id) {
    return segments.find(id).orElseThrow(NotFoundException::new);
  }
}
