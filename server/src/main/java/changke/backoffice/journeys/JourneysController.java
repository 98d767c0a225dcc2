package changke.backoffice.journeys;

import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.journeys.Effect;
import changke.journeys.Journey;
import changke.journeys.Journeys;
import changke.journeys.Passages;
import changke.journeys.Picture;
import changke.journeys.Playbooks;
import changke.journeys.Reviews;
import changke.journeys.Tasks;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Journeys: the list, one as it runs, somebody's way through it, the review.
@Controller
@Allowed(Who.OPERATOR)
class JourneysController {

  static final String HOME = "/backoffice/journeys";

  private final Journeys journeys;
  private final Passages passages;
  private final Playbooks playbooks;
  private final Reviews reviews;
  private final Tasks tasks;
  private final Audit audit;

  JourneysController(
      Journeys journeys,
      Passages passages,
      Playbooks playbooks,
      Reviews reviews,
      Tasks tasks,
      Audit audit) {
    this.journeys = journeys;
    this.passages = passages;
    this.playbooks = playbooks;
    this.reviews = reviews;
    this.tasks = tasks;
    this.audit = audit;
  }

  @GetMapping(HOME)
  JourneysPage home() {
    var all = journeys.all();
    var begun = all.stream().map(Journey::key).collect(Collectors.toSet());
    return new JourneysPage(
        all,
        playbooks.all().stream().filter(one -> !begun.contains(one.key())).toList(),
        tasks.open(0));
  }

  @GetMapping(HOME + "/review")
  ReviewPage review() {
    var all = journeys.all().stream().filter(one -> one.state() != Journey.State.DRAFT).toList();
    var effects = new HashMap<UUID, Effect>();
    all.forEach(journey -> effects.put(journey.id(), reviews.effect(journey)));
    var found = new HashMap<UUID, Reviews.Found>();
    reviews.last().forEach(one -> found.put(one.journey(), one));
    return new ReviewPage(all, effects, found);
  }

  @GetMapping(HOME + "/{id}")
  JourneyPage journey(
      @PathVariable UUID id, @RequestParam(required = false) @Nullable Integer version) {
    var journey = found(id);
    var versions = journeys.versions(id);
    if (version != null && !has(versions, version)) {
      throw new NotFoundException();
    }
    var drawn = version == null ? usual(journey, versions) : version;
    return new JourneyPage(
        journey,
        drawn,
        drawn == null ? null : Picture.of(journeys.definition(id, drawn)),
        drawn == null ? Map.of() : passages.counts(id, drawn),
        drawn == null ? Map.of() : passages.ends(id, drawn),
        reviews.effect(journey),
        versions,
        journeys.acts(id),
        List.copyOf(passages.latest(id)));
  }

  private static boolean has(List<Journeys.Version> versions, int version) {
    return versions.stream().anyMatch(one -> one.version() == version);
  }

  /// The live one, else the last.
  private static @Nullable Integer usual(Journey journey, List<Journeys.Version> versions) {
    if (journey.live() != null) {
      return journey.live();
    }
    return versions.isEmpty() ? null : Integer.valueOf(versions.getFirst().version());
  }

  @GetMapping(HOME + "/{id}/passages/{passage}")
  PassagePage passage(@PathVariable UUID id, @PathVariable UUID passage) {
    var way =
        passages
            .find(passage)
            .filter(one -> one.journey().equals(id))
            .orElseThrow(NotFoundException::new);
    return new PassagePage(found(id), way, passages.steps(passage));
  }

  @PostMapping(HOME + "/playbooks/{key}")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect begin(@PathVariable String key, Person by) {
    var made = playbooks.begin(key, by.id()).orElseThrow(NotFoundException::new);
    if (made instanceof Journeys.Made.Done done) {
      audit.note(by.id(), "journey.begun", "journey " + done.id());
      return Redirect.to(HOME + "/" + done.id() + "/edit");
    }
    return Redirect.to(HOME).saying("journeys.taken");
  }

  @PostMapping(HOME + "/{id}/pause")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect pause(@PathVariable UUID id, Person by) {
    return noted(journeys.pause(id, by.id()), id, "journey.paused", by);
  }

  @PostMapping(HOME + "/{id}/resume")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect resume(@PathVariable UUID id, Person by) {
    return noted(journeys.resume(id, by.id()), id, "journey.resumed", by);
  }

  @PostMapping(HOME + "/{id}/off")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect off(@PathVariable UUID id, Person by) {
    return noted(journeys.switchOff(id, by.id()), id, "journey.off", by);
  }

  @PostMapping(HOME + "/{id}/versions/{version}")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect rollBack(@PathVariable UUID id, @PathVariable int version, Person by) {
    var done = journeys.rollBack(id, version, by.id()) instanceof Journeys.Published.Done;
    return noted(done, id, "journey.rolledBack", by);
  }

  @PostMapping(HOME + "/tasks/{task}")
  @Allowed(value = Who.OPERATOR, right = Right.PEOPLE)
  Redirect done(@PathVariable UUID task, @RequestParam(defaultValue = "") String note, Person by) {
    tasks.done(task, by.id(), note);
    return Redirect.to(HOME).saying("journeys.taskDone");
  }

  private Redirect noted(boolean done, UUID id, String what, Person by) {
    if (done) {
      audit.note(by.id(), what, "journey " + id);
    }
    return Redirect.to(HOME + "/" + id).saying(done ? "journeys.done" : "journeys.refused");
  }

  private Journey found(UUID id) {
    return journeys.find(id).orElseThrow(NotFoundException::new);
  }
}
