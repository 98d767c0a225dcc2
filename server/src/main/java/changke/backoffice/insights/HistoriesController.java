package changke.backoffice.insights;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.insights.HistoryCard;
import changke.insights.HistoryFormat;
import changke.insights.ImportCard;
import changke.insights.Insights;
import changke.insights.UnreadableFile;
import changke.pages.Frames;
import changke.pages.NotFoundException;
import changke.pages.Page;
import changke.pages.Redirect;
import changke.pages.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Bringing histories in: upload, look, say yes, watch, remove.
@Controller
@Allowed(Who.OPERATOR)
class HistoriesController {

  private static final String LIST = "/backoffice/insights";

  private final Catalog catalog;
  private final Insights insights;
  private final Frames frames;
  private final Words words;

  HistoriesController(Insights insights, Frames frames, Words words, Catalog catalog) {
    this.catalog = catalog;
    this.insights = insights;
    this.frames = frames;
    this.words = words;
  }

  @GetMapping(LIST)
  Page list() {
    return list("", frames.zone().getId(), catalog.currency().getCurrencyCode(), null);
  }

  private HistoriesPage list(String name, String zone, String currency, @Nullable String problem) {
    var histories = insights.histories();
    return new HistoriesPage(
        histories,
        histories.stream().anyMatch(HistoriesController::isWaiting),
        name,
        zone,
        currency,
        problem);
  }

  private static boolean isWaiting(HistoryCard card) {
    return card.latest().filter(i -> i.state() == ImportCard.State.WAITING).isPresent();
  }

  @PostMapping(LIST + "/uploads")
  Object upload(
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String zone,
      @RequestParam(defaultValue = "") String currency,
      @RequestParam(required = false) @Nullable UUID history)
      throws IOException {
    var known =
        history == null ? null : insights.history(history).orElseThrow(NotFoundException::new);
    if (file == null
        || file.isEmpty()
        || (known == null && name.isBlank())
        || name.length() > 120) {
      return list(name, zone, currency, "insights.upload.missing");
    }
    ZoneId itsZone;
    Currency itsCurrency;
    try {
      itsZone = MappingForm.zone(zone);
    } catch (UnreadableFile e) {
      return list(name, zone, currency, "insights.upload.zone.wrong");
    }
    try {
      itsCurrency = MappingForm.currency(currency);
    } catch (UnreadableFile e) {
      return list(name, zone, currency, "insights.upload.currency.wrong");
    }
    try (var in = file.getInputStream()) {
      var draft =
          insights.upload(
              history,
              name.strip(),
              null,
              Objects.requireNonNullElse(file.getOriginalFilename(), "orders"),
              in,
              HistoryFormat.guessed(itsZone, itsCurrency));
      return Redirect.to(LIST + "/uploads/" + draft);
    }
  }

  @GetMapping(LIST + "/uploads/{id}")
  Object look(
      @PathVariable UUID id, @RequestParam Map<String, String> fields, HttpServletRequest request)
      throws IOException {
    var draft = draft(id);
    if (draft == null) {
      return Redirect.to(LIST).saying("insights.page.gone");
    }
    return page(draft, MappingForm.of(Map.of(), draft.zone(), draft.currency()), request, false);
  }

  @PostMapping(LIST + "/uploads/{id}")
  Object confirm(
      @PathVariable UUID id, @RequestParam Map<String, String> fields, HttpServletRequest request)
      throws IOException {
    var draft = draft(id);
    if (draft == null) {
      return Redirect.to(LIST).saying("insights.page.gone");
    }
    var form = MappingForm.of(fields, draft.zone(), draft.currency());
    var onlyLook = "look".equals(fields.get("do"));
    var page = page(draft, form, request, !onlyLook);
    if (onlyLook || page.problem() != null) {
      return page;
    }
    insights.confirm(id, page.form().format(draft.shiftDays()));
    return Redirect.to(LIST).saying("insights.page.started");
  }

  private @Nullable ImportCard draft(UUID id) {
    var card = insights.importCard(id).orElseThrow(NotFoundException::new);
    return card.state() == ImportCard.State.DRAFT ? card : null;
  }

  private MappingPage page(
      ImportCard draft, MappingForm form, HttpServletRequest request, boolean complete)
      throws IOException {
    var language = frames.language(request);
    try {
      var preview = insights.preview(draft.id(), form.format(draft.shiftDays()));
      var missing = preview.mapping().missing();
      var problem =
          !complete || missing.isEmpty()
              ? null
              : words.say(
                  language,
                  "insights.mapping.missing",
                  words.say(language, "insights.column." + missing.getFirst().word()));
      return new MappingPage(draft, preview, form.suggestedBy(preview), problem);
    } catch (UnreadableFile e) {
      var said = words.say(language, "insights.unreadable." + e.reason().key(), e.detail());
      return new MappingPage(draft, null, form, said);
    }
  }

  @PostMapping(LIST + "/{id}/remove")
  Redirect remove(@PathVariable UUID id) {
    if (!insights.remove(id)) {
      throw new NotFoundException();
    }
    return Redirect.to(LIST).saying("insights.page.removed");
  }
}
