package changke.backoffice.insights;

import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.insights.Asked;
import changke.insights.HouseReports;
import changke.insights.Voice;
import changke.merchants.Merchants;
import changke.pages.Frames;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.pages.Words;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The console: reports on the house's own behaviour, kept ones, and the people behind a number.
@Controller
@Allowed(Who.OPERATOR)
@RequestMapping(ConsoleController.HOME)
class ConsoleController {

  static final String HOME = "/backoffice/console";
  private static final int LONGEST_NAME = 80;

  private final HouseReports reports;
  private final Identity identity;
  private final Merchants merchants;
  private final Audit audit;
  private final Frames frames;
  private final Words words;

  ConsoleController(
      HouseReports reports,
      Identity identity,
      Merchants merchants,
      Audit audit,
      Frames frames,
      Words words) {
    this.reports = reports;
    this.identity = identity;
    this.merchants = merchants;
    this.audit = audit;
    this.frames = frames;
    this.words = words;
  }

  @GetMapping
  Redirect home() {
    return Redirect.to(HOME + "/" + HouseReports.names().getFirst());
  }

  @GetMapping("/{report}")
  ConsolePage report(
      @PathVariable String report,
      @RequestParam Map<String, String> parameters,
      HttpServletRequest request) {
    known(report);
    return new ConsolePage(
        reports.draw(report, Asked.of(parameters), voice(request)),
        reports.saved(),
        reports.goals());
  }

  @GetMapping("/{report}/csv")
  ResponseEntity<byte[]> csv(
      @PathVariable String report,
      @RequestParam Map<String, String> parameters,
      HttpServletRequest request) {
    known(report);
    var drawn = reports.draw(report, Asked.of(parameters), voice(request));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + report + ".csv\"")
        .body(("\uFEFF" + drawn.view().csv()).getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/{report}/people")
  @Allowed(value = Who.OPERATOR, right = Right.PEOPLE)
  BehindPage people(
      @PathVariable String report,
      @RequestParam Map<String, String> parameters,
      @RequestParam(defaultValue = "") String pick,
      @RequestParam(defaultValue = "0") String page,
      Person operator) {
    known(report);
    var asked = Asked.of(parameters);
    int number = page.matches("\\d{1,3}") ? Integer.parseInt(page) : 0;
    var behind = reports.behind(report, asked, pick.length() > 80 ? "" : pick, number);
    audit.note(operator.id(), "insights.people-seen", report + " " + pick);
    return new BehindPage(
        report,
        asked,
        pick,
        number,
        behind.total(),
        behind.merchants() ? shops(behind.people()) : named(behind.people()));
  }

  private List<BehindPage.Line> named(List<UUID> people) {
    var known = identity.find(people.stream().map(PersonId::new).toList());
    var lines = new ArrayList<BehindPage.Line>();
    for (var id : people) {
      var person = known.get(new PersonId(id));
      lines.add(
          person == null
              ? new BehindPage.Line(id.toString().substring(24), "", "")
              : new BehindPage.Line(person.name(), person.email(), "/backoffice/people/" + id));
    }
    return lines;
  }

  private List<BehindPage.Line> shops(List<UUID> ids) {
    var known = merchants.shops(ids.stream().map(MerchantId::new).toList());
    return ids.stream()
        .map(id -> {
          var shop = known.get(new MerchantId(id));
          return new BehindPage.Line(
              shop == null ? id.toString().substring(24) : shop.slug(), "", "");
        })
        .toList();
  }

  @PostMapping("/{report}/saved")
  Redirect save(
      @PathVariable String report,
      @RequestParam Map<String, String> parameters,
      @RequestParam(defaultValue = "") String savedas,
      Person operator) {
    known(report);
    var name = savedas.strip();
    var asked = Asked.of(parameters).without("savedas");
    var back = HOME + "/" + report + "?" + asked.query();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return Redirect.to(back).saying("console.saved.nameless");
    }
    return reports
        .save(name, report, asked, operator.id())
        .map(kept -> Redirect.to(HOME + "/saved/" + kept.id()).saying("console.saved.done"))
        .orElseGet(() -> Redirect.to(back).saying("console.saved.full"));
  }

  /// The address that the team shares.
  @GetMapping("/saved/{id}")
  Redirect open(@PathVariable UUID id) {
    var kept = reports.saved(id).orElseThrow(NotFoundException::new);
    return Redirect.to(HOME + "/" + kept.report() + "?" + kept.query());
  }

  @PostMapping("/saved/{id}/remove")
  Redirect remove(@PathVariable UUID id) {
    var kept = reports.saved(id).orElseThrow(NotFoundException::new);
    reports.forget(id);
    return Redirect.to(HOME + "/" + kept.report()).saying("console.saved.removed");
  }

  private void known(String report) {
    if (!reports.isKnown(report)) {
      throw new NotFoundException();
    }
  }

  private Voice voice(HttpServletRequest request) {
    var language = frames.language(request);
    return new Voice(language, (key, parameters) -> words.say(language, key, parameters));
  }
}
