package changke.api.merchant;

import changke.catalog.Catalog;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.identity.Allowed;
import changke.identity.ApiToken;
import changke.identity.Scope;
import changke.identity.Who;
import changke.shared.OfferId;
import changke.shared.Slice;
import changke.vault.CardFormat;
import changke.vault.CardImport;
import changke.vault.FileKept;
import changke.vault.FileVault;
import changke.vault.ImportResult;
import changke.vault.Stocking;
import changke.vault.Vault;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Cards in, and how many there are. Texts never go out here.
@RestController
@RequestMapping("/api/v1")
@Allowed(Who.PROGRAM)
class CardsController {

  private final Catalog catalog;
  private final Stocking stocking;
  private final Vault vault;
  private final FileVault files;
  private final JsonMapper json;

  CardsController(
      Catalog catalog, Stocking stocking, Vault vault, FileVault files, JsonMapper json) {
    this.files = files;
    this.catalog = catalog;
    this.stocking = stocking;
    this.vault = vault;
    this.json = json;
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.CARDS_READ)
  @Call(does = "How many of each offer can be sold now.", answers = StockShown.class)
  @GetMapping("/stock")
  Listed<StockShown> stock(
      ApiToken caller,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var after = cursor == null ? null : new OfferId(cursor);
    var slice = catalog.ofMerchant(caller.merchant(), after, Listed.size(limit));
    var counted = slice.rows().stream().filter(offer -> offer.delivery().needsStock()).toList();
    var counts = vault.roughly(counted.stream().map(Offer::id).toList());
    return new Listed<>(
        counted.stream().map(offer -> shown(offer, counts.getOrDefault(offer.id(), 0))).toList(),
        slice.more() ? slice.rows().getLast().id().toString() : null);
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.CARDS_READ)
  @Call(
      does = "How many of one offer can be sold now, exactly.",
      answers = StockShown.class,
      refuses = 404)
  @GetMapping("/offers/{offer}/stock")
  ResponseEntity<Object> offerStock(ApiToken caller, @PathVariable OfferId offer) {
    return own(caller, offer)
        .<ResponseEntity<Object>>map(
            found -> ResponseEntity.ok(shown(found, vault.available(offer))))
        .orElseGet(Refusal::missing);
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.CARDS_IMPORT)
  @Call(
      does =
          "Takes cards in under an import id that the caller makes: an array in JSON, one card a line in plain text, or CSV."
              + " Sent again it goes on where it stopped or answers with the report; with `from` only the lines behind that"
              + " line are sent (not for CSV).",
      takes = CardsGiven.class,
      types = {"application/json", "text/plain", "text/csv"},
      streams = true,
      answers = ImportShown.class,
      refuses = {400, 404, 409, 413, 415, 422})
  @PutMapping("/imports/{id}")
  ResponseEntity<Object> take(
      ApiToken caller,
      @PathVariable UUID id,
      @RequestParam OfferId offer,
      @RequestParam(defaultValue = "API") String source,
      @RequestParam(defaultValue = "0") int from,
      HttpServletRequest request)
      throws IOException {
    var found = own(caller, offer);
    if (found.isEmpty()) {
      return Refusal.missing();
    }
    var type = Objects.requireNonNullElse(request.getContentType(), "").split(";")[0].strip();
    if (from < 0 || (from > 0 && type.equals("text/csv"))) {
      return Refusal.of(400, "unfit", "CSV is sent from its beginning");
    }
    var wanted =
        new CardImport(
            id,
            caller.merchant(),
            offer,
            caller.person(),
            source,
            type.equals("text/csv") ? CardFormat.CSV : CardFormat.LINES,
            StandardCharsets.UTF_8,
            found.get().delivery() == Delivery.SHARED_SECRET);
    var body = new Bounded(request.getInputStream());
    try {
      return switch (type) {
        case "application/json" -> {
          try (var cards = new JsonCards(json, body)) {
            yield answer(
                from > 0 ? stocking.takeRest(wanted, from, cards) : stocking.take(wanted, cards));
          }
        }
        case "text/plain", "text/csv" ->
            answer(from > 0 ? stocking.takeRest(wanted, from, body) : stocking.take(wanted, body));
        default -> Refusal.of(415, "unknown-type", "send application/json, text/plain or text/csv");
      };
    } catch (JsonCards.Malformed e) {
      return Refusal.of(400, "malformed", "the body is no JSON array of cards");
    } catch (Bounded.TooLong e) {
      return Refusal.of(413, "too-long", "send larger stocks in several imports");
    }
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.CARDS_READ)
  @Call(
      does = "The imports, the latest first, without counts of refused lines.",
      answers = ImportShown.class)
  @GetMapping("/imports")
  Listed<ImportShown> imports(
      ApiToken caller, @RequestParam(required = false) @Nullable Integer cursor) {
    var page = Math.clamp(Objects.requireNonNullElse(cursor, 0), 0, 1000);
    return numbered(stocking.reports(caller.merchant(), page), ImportShown::of);
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.CARDS_READ)
  @Call(does = "What became of one import.", answers = ImportShown.class, refuses = 404)
  @GetMapping("/imports/{id}")
  ResponseEntity<Object> report(ApiToken caller, @PathVariable UUID id) {
    return stocking
        .report(caller.merchant(), id)
        .<ResponseEntity<Object>>map(report -> ResponseEntity.ok(ImportShown.of(report)))
        .orElseGet(Refusal::missing);
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.CARDS_READ)
  @Call(
      does = "The lines of an import that were not taken, in their order.",
      answers = LineRefused.class)
  @GetMapping("/imports/{id}/refused")
  Listed<LineRefused> refused(
      ApiToken caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer cursor) {
    var page = Math.clamp(Objects.requireNonNullElse(cursor, 0), 0, 100_000);
    return numbered(stocking.refused(caller.merchant(), id, page, Listed.MOST), LineRefused::of);
  }

  @Allowed(value = Who.PROGRAM, scope = Scope.CARDS_IMPORT)
  @Call(
      does =
          "Puts a file on sale as the next version of an offer; who bought an earlier one gets it too.",
      takes = FileShown.class,
      types = "application/octet-stream",
      streams = true,
      answers = FileShown.class,
      refuses = {404, 413, 422})
  @PutMapping("/offers/{offer}/file")
  ResponseEntity<Object> keep(
      ApiToken caller,
      @PathVariable OfferId offer,
      @RequestParam String name,
      HttpServletRequest request)
      throws IOException {
    var found = own(caller, offer).filter(one -> one.delivery() == Delivery.FILE);
    if (found.isEmpty()) {
      return Refusal.missing();
    }
    var content = request.getInputStream();
    return switch (files.keep(caller.merchant(), offer, caller.person(), name, content)) {
      case FileKept.Kept kept -> ResponseEntity.ok(FileShown.of(kept.file()));
      case FileKept.TooLarge large ->
          Refusal.of(413, "too-long", "a file has at most so many bytes", "most", large.most());
      case FileKept.Empty _ -> Refusal.of(422, "empty", "the body is empty");
    };
  }

  private static <A, B> Listed<B> numbered(
      Slice<A> slice, java.util.function.Function<A, B> shown) {
    return Listed.of(slice, shown, _ -> slice.page() + 1);
  }

  private static ResponseEntity<Object> answer(ImportResult result) {
    return switch (result) {
      case ImportResult.Done done -> ResponseEntity.ok(ImportShown.of(done.report()));
      case ImportResult.Busy _ ->
          Refusal.of(409, "still-running", "this import is being sent elsewhere");
      case ImportResult.OtherContent _ ->
          Refusal.of(422, "other-content", "this id belongs to an import of other content");
      case ImportResult.StandsElsewhere elsewhere ->
          Refusal.of(
              409,
              "stands-elsewhere",
              "send the lines from behind linesRead on",
              "linesRead",
              elsewhere.linesRead());
      case ImportResult.UnknownColumns unknown ->
          Refusal.of(
              422, "unknown-columns", "the header cannot be read", "columns", unknown.columns());
      case ImportResult.TooManyLines many ->
          Refusal.of(
              413, "too-many-lines", "send larger stocks in several imports", "most", many.most());
    };
  }

  private static StockShown shown(Offer offer, int available) {
    var forAll = offer.delivery() == Delivery.SHARED_SECRET || offer.delivery() == Delivery.FILE;
    var unlimited = forAll && available > 0;
    return new StockShown(offer.id().value(), available, unlimited, offer.lowStockAt());
  }

  private Optional<Offer> own(ApiToken caller, OfferId id) {
    return catalog.offer(id).filter(offer -> offer.merchant().equals(caller.merchant()));
  }
}
