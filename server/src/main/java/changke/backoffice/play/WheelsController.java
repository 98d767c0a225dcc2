package changke.backoffice.play;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.play.Wheel;
import changke.play.WheelArchive;
import changke.play.WheelDraft;
import changke.play.WheelPeriod;
import changke.play.WheelStudio;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Wheels: versions, periods, results, the archive.
@Controller
@Allowed(Who.OPERATOR)
class WheelsController {

  private static final String WHEELS = "/backoffice/play/wheels";
  private static final int SPINS = 1_000;

  private final Catalog catalog;
  private final WheelStudio studio;
  private final Wheel wheel;
  private final WheelArchive archive;

  WheelsController(WheelStudio studio, Wheel wheel, WheelArchive archive, Catalog catalog) {
    this.catalog = catalog;
    this.studio = studio;
    this.wheel = wheel;
    this.archive = archive;
  }

  @GetMapping(WHEELS)
  WheelsPage wheels() {
    return page(null);
  }

  @GetMapping(WHEELS + "/new")
  WheelDraftPage draft(@RequestParam(required = false) @Nullable UUID from) {
    var form =
        Optional.ofNullable(from)
            .flatMap(studio::plan)
            .map(WheelForm::of)
            .orElseGet(() -> new WheelForm(Map.of("day", "1", "period", "10")));
    return new WheelDraftPage(catalog.currency(), form, List.of(), null, studio.prizeCapMinor());
  }

  /// Without `publish` it only says what is wrong and what it would cost.
  @PostMapping(WHEELS + "/new")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Object publish(
      @RequestParam Map<String, String> fields,
      @RequestParam(defaultValue = "false") boolean publish,
      Person operator) {
    var form = new WheelForm(fields);
    var draft = form.draft();
    if (publish && studio.publish(draft, operator.id()) instanceof WheelStudio.Published.Done) {
      return Redirect.to(WHEELS).saying("backoffice.wheels.published");
    }
    return new WheelDraftPage(
        catalog.currency(),
        form,
        draft.problems(studio.prizeCapMinor()),
        cost(draft),
        studio.prizeCapMinor());
  }

  @PostMapping(WHEELS + "/announce")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Object announce(
      @RequestParam UUID plan,
      @RequestParam String opens,
      @RequestParam String closes,
      Person operator) {
    var found = studio.plan(plan).orElseThrow(NotFoundException::new);
    try {
      var announced =
          studio.announce(
              found,
              LocalDateTime.parse(opens).atZone(operator.zone()).toInstant(),
              LocalDateTime.parse(closes).atZone(operator.zone()).toInstant(),
              operator.id());
      return switch (announced) {
        case WheelStudio.Announced.Done done ->
            Redirect.to(WHEELS).saying("backoffice.wheels.announced");
        case WheelStudio.Announced.WrongTime wrong -> page("backoffice.wheels.wrongTime");
        case WheelStudio.Announced.Overlaps overlaps -> page("backoffice.wheels.overlaps");
      };
    } catch (DateTimeException e) {
      return page("backoffice.wheels.wrongTime");
    }
  }

  @PostMapping(WHEELS + "/monthly")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect monthly(@RequestParam UUID plan, Person operator) {
    studio.repeat(studio.plan(plan).orElseThrow(NotFoundException::new), operator.id());
    return Redirect.to(WHEELS).saying("backoffice.wheels.isMonthly");
  }

  @PostMapping(WHEELS + "/monthly/stop")
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Redirect stop() {
    studio.stopRepeating();
    return Redirect.to(WHEELS).saying("backoffice.wheels.isStopped");
  }

  /// Two years of draws with people's pseudonyms.
  @GetMapping(WHEELS + "/archive.jsonl")
  @Allowed(value = Who.OPERATOR, right = Right.AUDIT)
  void archive(HttpServletResponse response) throws IOException {
    response.setContentType("application/jsonl");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"wheel-archive.jsonl\"");
    archive.writeAll(response.getWriter());
  }

  private WheelsPage page(@Nullable String problem) {
    return new WheelsPage(
        catalog.currency(),
        studio.plans(),
        wheel.periods().stream().map(this::row).toList(),
        studio.monthly().orElse(null),
        studio.owed(),
        problem);
  }

  private WheelsPage.Row row(WheelPeriod period) {
    var state = wheel.isOver(period) ? "over" : wheel.isOpen(period) ? "open" : "announced";
    return new WheelsPage.Row(period, wheel.draws(period), studio.costMinor(period), state);
  }

  private static WheelDraftPage.@Nullable Cost cost(WheelDraft draft) {
    return draft.prizes().isEmpty()
        ? null
        : new WheelDraftPage.Cost(
            SPINS, draft.expectedCostMinor(SPINS), draft.expectedCostMinor(SPINS * 10L));
  }
}
