package changke.backoffice.journeys;

import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.journeys.Definitions;
import changke.journeys.Drafts;
import changke.journeys.Journeys;
import changke.journeys.Picture;
import changke.journeys.Simulation;
import changke.journeys.Sketch;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The editor: each change is an edition of the draft, looked at at once, and can be taken back.
@Controller
@Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
class EditorController {

  private static final String HOME = JourneysController.HOME;
  private static final String EMPTY =
      """
      {"title": {"zh": "新的旅程", "en": "New journey"}, "nodes": {
        "enter": {"enter": {"event": "Order Paid"}, "next": "held"},
        "held": {"holdout": 1000, "next": "end"},
        "goal": {"goal": {"event": "Order Paid"}, "withinDays": 30},
        "end": {"exit": true}}}
      """;

  private final Journeys journeys;
  private final Drafts drafts;
  private final Simulation simulation;
  private final Audit audit;

  EditorController(Journeys journeys, Drafts drafts, Simulation simulation, Audit audit) {
    this.journeys = journeys;
    this.drafts = drafts;
    this.simulation = simulation;
    this.audit = audit;
  }

  @PostMapping(HOME)
  Redirect make(@RequestParam String key, Person by) {
    if (!(Definitions.read(EMPTY) instanceof Definitions.Read.Fine(var definition))) {
      throw new IllegalStateException("the empty journey");
    }
    return switch (journeys.make(key.strip(), definition, by.id())) {
      case Journeys.Made.Done done -> Redirect.to(HOME + "/" + done.id() + "/edit");
      case Journeys.Made.NoKey none -> Redirect.to(HOME).saying("journeys.taken");
      case Journeys.Made.Full full -> Redirect.to(HOME).saying("journeys.full");
    };
  }

  @GetMapping(HOME + "/{id}/edit")
  EditorPage edit(@PathVariable UUID id, @RequestParam(required = false) @Nullable String refused) {
    return page(id, refused, null);
  }

  @GetMapping(HOME + "/{id}/simulate")
  EditorPage simulate(@PathVariable UUID id) {
    var journey = journeys.find(id).orElseThrow(NotFoundException::new);
    var draft = drafts.find(id).orElseThrow(NotFoundException::new);
    return page(id, null, simulation.run(draft.definition(), journey.key()));
  }

  /// `act` is `change`, `insert`, `remove`, `undo` or `publish`.
  @PostMapping(HOME + "/{id}/edit")
  Redirect change(
      @PathVariable UUID id, @RequestParam MultiValueMap<String, String> form, Person by) {
    int edition = number(form.getFirst("edition"));
    var node = text(form, "node");
    return switch (text(form, "act")) {
      case "insert" ->
          after(id, drafts.insert(id, edition, node, kind(text(form, "kind")), by.id()));
      case "remove" -> after(id, drafts.remove(id, edition, node, by.id()));
      case "undo" -> {
        boolean done = drafts.undo(id, edition);
        yield Redirect.to(HOME + "/" + id + "/edit")
            .saying(done ? "journeys.undone" : "journeys.stale");
      }
      case "publish" -> publish(id, by);
      default -> after(id, drafts.change(id, edition, node, fields(form), by.id()));
    };
  }

  private Redirect publish(UUID id, Person by) {
    return switch (journeys.publish(id, by.id())) {
      case Journeys.Published.Done(var version) -> {
        audit.note(by.id(), "journey.published", "journey " + id + " version " + version);
        yield Redirect.to(HOME + "/" + id).saying("journeys.published");
      }
      case Journeys.Published.Refused refused ->
          Redirect.to(HOME + "/" + id + "/edit").saying("journeys.unfit");
      case Journeys.Published.Nothing nothing -> throw new NotFoundException();
    };
  }

  private static Redirect after(UUID id, Drafts.Changed changed) {
    var back = HOME + "/" + id + "/edit";
    return switch (changed) {
      case Drafts.Changed.Done done -> Redirect.to(back);
      case Drafts.Changed.Unfit unfit -> Redirect.to(back).saying("journeys.unfitChange");
      case Drafts.Changed.Stale stale -> Redirect.to(back).saying("journeys.stale");
    };
  }

  private static Map<String, String> fields(MultiValueMap<String, String> form) {
    var fields = new HashMap<String, String>();
    form.forEach((name, values) -> {
      if (name.startsWith("f.") && !values.isEmpty()) {
        fields.put(name.substring(2), values.getFirst());
      }
    });
    return fields;
  }

  private static Sketch.Kind kind(String name) {
    return Arrays.stream(Sketch.Kind.values())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(NotFoundException::new);
  }

  private static String text(MultiValueMap<String, String> form, String name) {
    var value = form.getFirst(name);
    return value == null ? "" : value;
  }

  private static int number(@Nullable String text) {
    return text == null || !text.matches("\\d{1,9}") ? 0 : Integer.parseInt(text);
  }

  private EditorPage page(UUID id, @Nullable String refused, Simulation.@Nullable Outcome outcome) {
    var journey = journeys.find(id).orElseThrow(NotFoundException::new);
    var draft = drafts.find(id).orElseThrow(NotFoundException::new);
    return new EditorPage(journey, draft, Picture.of(draft.definition()), refused, outcome);
  }
}
