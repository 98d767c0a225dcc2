package changke.backoffice.trials;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.PersonId;
import changke.trials.Editing;
import changke.trials.Holdouts;
import changke.trials.Kept;
import changke.trials.ReadOuts;
import changke.trials.Trials;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Trials: the list, one with its results and its log, and the buttons that move it.
@Controller
@Allowed(Who.OPERATOR)
class TrialsController {

  static final String HOME = "/backoffice/trials";

  private final Trials trials;
  private final Editing editing;
  private final ReadOuts readOuts;
  private final Holdouts holdouts;
  private final Identity identity;
  private final Catalog catalog;

  TrialsController(
      Trials trials,
      Editing editing,
      ReadOuts readOuts,
      Holdouts holdouts,
      Identity identity,
      Catalog catalog) {
    this.trials = trials;
    this.editing = editing;
    this.readOuts = readOuts;
    this.holdouts = holdouts;
    this.identity = identity;
    this.catalog = catalog;
  }

  @GetMapping(HOME)
  TrialsPage home() {
    return new TrialsPage(trials.all(), trials.isOff());
  }

  @GetMapping(HOME + "/{key}")
  TrialPage trial(@PathVariable String key, @RequestParam(defaultValue = "0") int page) {
    var trial = trials.find(key).orElseThrow(NotFoundException::new);
    var versions = trials.versions(trial);
    var log = trials.log(trial, page);
    var people = new HashSet<PersonId>();
    versions.forEach(one -> people.add(new PersonId(one.by())));
    log.forEach(one -> {
      var who = one.who();
      if (who != null) {
        people.add(new PersonId(who));
      }
    });
    return new TrialPage(
        trial,
        readOuts.of(trial).orElse(null),
        versions,
        log,
        names(identity.find(people)),
        catalog.currency(),
        trials.isOff());
  }

  private static Map<UUID, String> names(Map<PersonId, Person> people) {
    return new HashMap<>(
        people.values().stream()
            .collect(Collectors.toMap(person -> person.id().value(), Person::name)));
  }

  @PostMapping(HOME + "/{key}/start")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect start(@PathVariable String key, Person by) {
    return answer(key, editing.start(key, by.id()), "trials.started");
  }

  @PostMapping(HOME + "/{key}/pause")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect pause(@PathVariable String key, Person by) {
    return answer(key, editing.pause(key, by.id()), "trials.paused");
  }

  @PostMapping(HOME + "/{key}/resume")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect resume(@PathVariable String key, Person by) {
    return answer(key, editing.resume(key, by.id()), "trials.resumed");
  }

  @PostMapping(HOME + "/{key}/end")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect end(@PathVariable String key, @RequestParam String variant, Person by) {
    return answer(key, editing.end(key, variant, by.id()), "trials.ended");
  }

  @PostMapping(HOME + "/{key}/back")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect back(
      @PathVariable String key, @RequestParam int version, @RequestParam int to, Person by) {
    return answer(key, editing.rollBack(key, version, to, by.id()), "trials.back");
  }

  @PostMapping(HOME + "/{key}/count")
  Redirect count(@PathVariable String key) {
    var trial = trials.find(key).orElseThrow(NotFoundException::new);
    readOuts.countNow(trial);
    return at(key).saying("trials.counted");
  }

  /// Every trial at once.
  @PostMapping("/backoffice/all-trials")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect turn(@RequestParam boolean off, Person by) {
    editing.turn(off, by.id());
    return Redirect.to(HOME).saying(off ? "trials.turnedOff" : "trials.turnedOn");
  }

  @GetMapping("/backoffice/holdouts")
  HoldoutsPage holdouts() {
    return new HoldoutsPage(holdouts.all());
  }

  @PostMapping("/backoffice/holdouts")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect holdOut(@RequestParam String name, @RequestParam String percent, Person by) {
    var fits = holdouts.change(name.strip(), TrialForm.hundredths(percent), by.id());
    return Redirect.to("/backoffice/holdouts")
        .saying(fits ? "trials.holdout.kept" : "trials.holdout.unfit");
  }

  private static Redirect answer(String key, Kept kept, String said) {
    return switch (kept) {
      case Kept.Done done -> at(key).saying(said);
      case Kept.Unfit unfit -> at(key).saying("trials.unfit");
      case Kept.Changed changed -> at(key).saying("trials.changed");
      case Kept.Taken taken -> at(key).saying("trials.taken");
      case Kept.Full full -> at(key).saying("trials.full");
    };
  }

  /// Keys have no letters that a path would not hold; what has others goes to the list.
  static Redirect at(String key) {
    return Redirect.to(key.matches("[a-z0-9._-]{1,80}") ? HOME + "/" + key : HOME);
  }
}
