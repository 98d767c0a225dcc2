package changke.backoffice.insights;

import changke.identity.Allowed;
import changke.identity.Who;
import changke.insights.Csv;
import changke.insights.HistoryCard;
import changke.insights.Insights;
import changke.insights.Reports;
import changke.insights.RetentionChoice;
import changke.insights.RetentionChoice.Members;
import changke.insights.RetentionChoice.Shape;
import changke.insights.RetentionChoice.Unit;
import changke.insights.Voice;
import changke.pages.Frames;
import changke.pages.NotFoundException;
import changke.pages.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The reports on one history, as pages and as CSV.
@Controller
@Allowed(Who.OPERATOR)
@RequestMapping("/backoffice/insights/{id}")
class ReportsController {

  private final Insights insights;
  private final Frames frames;
  private final Words words;

  ReportsController(Insights insights, Frames frames, Words words) {
    this.insights = insights;
    this.frames = frames;
    this.words = words;
  }

  @GetMapping
  RetentionPage retention(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String unit,
      @RequestParam(defaultValue = "") String shape,
      @RequestParam(defaultValue = "") String members,
      @RequestParam(defaultValue = "") String window,
      HttpServletRequest request) {
    var reports = reports(id);
    var voice = voice(request);
    var choice = choice(unit, shape, members, window);
    return new RetentionPage(
        card(id),
        reports.frame(voice),
        reports.summaryView(voice),
        reports.retentionView(choice, voice),
        voice);
  }

  @GetMapping("/customers")
  CustomersPage customers(@PathVariable UUID id, HttpServletRequest request) {
    var reports = reports(id);
    var voice = voice(request);
    return new CustomersPage(
        card(id), reports.frame(voice), reports.rfmView(voice), reports.repeatView(voice), voice);
  }

  @GetMapping("/revenue")
  RevenuePage revenue(@PathVariable UUID id, HttpServletRequest request) {
    var reports = reports(id);
    var voice = voice(request);
    return new RevenuePage(
        card(id),
        reports.frame(voice),
        reports.revenueView(voice),
        reports.currencyWord(voice),
        voice);
  }

  @GetMapping("/file")
  FilePage file(@PathVariable UUID id) {
    var card = card(id);
    var shown = card.current().or(card::latest).orElseThrow(NotFoundException::new);
    return new FilePage(
        card, shown, insights.refusedCounts(shown.id()), insights.refused(shown.id()));
  }

  @GetMapping("/retention.csv")
  ResponseEntity<byte[]> retentionCsv(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String unit,
      @RequestParam(defaultValue = "") String shape,
      @RequestParam(defaultValue = "") String members,
      @RequestParam(defaultValue = "") String window,
      HttpServletRequest request) {
    var choice = choice(unit, shape, members, window);
    return csv(reports(id).retentionView(choice, voice(request)).csv(), "retention.csv");
  }

  @GetMapping("/rfm.csv")
  ResponseEntity<byte[]> rfmCsv(@PathVariable UUID id, HttpServletRequest request) {
    return csv(reports(id).rfmView(voice(request)).csv(), "rfm.csv");
  }

  @GetMapping("/repurchase.csv")
  ResponseEntity<byte[]> repurchaseCsv(@PathVariable UUID id, HttpServletRequest request) {
    return csv(reports(id).repeatView(voice(request)).csv(), "repurchase.csv");
  }

  @GetMapping("/revenue.csv")
  ResponseEntity<byte[]> revenueCsv(@PathVariable UUID id, HttpServletRequest request) {
    return csv(reports(id).revenueView(voice(request)).monthsCsv(), "revenue.csv");
  }

  @GetMapping("/cohorts.csv")
  ResponseEntity<byte[]> cohortsCsv(@PathVariable UUID id, HttpServletRequest request) {
    return csv(reports(id).revenueView(voice(request)).cohortsCsv(), "cohorts.csv");
  }

  @GetMapping("/refused.csv")
  ResponseEntity<byte[]> refusedCsv(@PathVariable UUID id) {
    var card = card(id);
    var shown = card.current().or(card::latest).orElseThrow(NotFoundException::new);
    var csv = new Csv("line", "reason", "text");
    insights.refused(shown.id()).forEach(r -> csv.row(r.line(), r.reason().key(), r.text()));
    return csv(csv.toString(), "left-out.csv");
  }

  private HistoryCard card(UUID id) {
    return insights.history(id).orElseThrow(NotFoundException::new);
  }

  private Reports reports(UUID id) {
    return insights.reports(id).orElseThrow(NotFoundException::new);
  }

  private Voice voice(HttpServletRequest request) {
    var language = frames.language(request);
    return new Voice(language, (key, parameters) -> words.say(language, key, parameters));
  }

  private static RetentionChoice choice(String unit, String shape, String members, String window) {
    return new RetentionChoice(
        pick(Unit.values(), Unit::word, unit),
        pick(Shape.values(), Shape::word, shape),
        pick(Members.values(), Members::word, members),
        window.equals("rolling"));
  }

  /// The value with this word; the first one when none has it.
  private static <T> T pick(T[] values, Function<T, String> word, String asked) {
    return Arrays.stream(values)
        .filter(value -> word.apply(value).equals(asked))
        .findFirst()
        .orElse(values[0]);
  }

  private static ResponseEntity<byte[]> csv(String text, String name) {
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .body(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
  }
}
