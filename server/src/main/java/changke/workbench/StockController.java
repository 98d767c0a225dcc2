package changke.workbench;

import changke.catalog.Catalog;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.Slice;
import changke.vault.CardFormat;
import changke.vault.CardId;
import changke.vault.CardImport;
import changke.vault.ExportedCard;
import changke.vault.FileKept;
import changke.vault.FileVault;
import changke.vault.ImportResult;
import changke.vault.Reader;
import changke.vault.Stocking;
import changke.vault.Vault;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Cards: how they come in, what became of each line, and single looks at them.
@Controller
@Allowed(Who.MERCHANT)
class StockController {

  private static final int LINES_ON_A_PAGE = 100;
  private static final int LINES_IN_CSV = 100_000;

  private final Catalog catalog;
  private final Stocking stocking;
  private final Vault vault;
  private final FileVault files;
  private final Ids ids;

  StockController(Catalog catalog, Stocking stocking, Vault vault, FileVault files, Ids ids) {
    this.files = files;
    this.catalog = catalog;
    this.stocking = stocking;
    this.vault = vault;
    this.ids = ids;
  }

  @GetMapping("/workbench/{shop}/offers/{offer}/stock")
  StockPage stock(
      Desk desk,
      @PathVariable OfferId offer,
      @RequestParam(required = false) @Nullable UUID again) {
    return page(desk, own(desk, offer), again == null ? ids.next() : again, null);
  }

  @PostMapping("/workbench/{shop}/offers/{offer}/stock")
  Object take(
      Desk desk,
      @PathVariable OfferId offer,
      @RequestParam UUID id,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "") String source,
      @RequestParam(defaultValue = "lines") String format,
      @RequestParam(defaultValue = "utf-8") String charset)
      throws IOException {
    var found = own(desk, offer);
    if (found.delivery() == Delivery.FILE) {
      return keep(desk, found, id, file);
    }
    var wanted =
        new CardImport(
            id,
            desk.merchant(),
            offer,
            desk.person(),
            source,
            format.equals("csv") ? CardFormat.CSV : CardFormat.LINES,
            charset.equals("gb18030") ? Charset.forName("GB18030") : StandardCharsets.UTF_8,
            found.delivery() == Delivery.SHARED_SECRET);
    if ((file == null || file.isEmpty()) && text.isBlank()) {
      return page(desk, found, id, "workbench.stock.nothing");
    }
    try (var cards = cards(file, text)) {
      return switch (stocking.take(wanted, cards)) {
        case ImportResult.Done done -> Redirect.to(desk.path("/imports/" + done.report().id()));
        case ImportResult.Busy _ -> page(desk, found, id, "workbench.stock.busy");
        case ImportResult.StandsElsewhere _ -> page(desk, found, id, "workbench.stock.busy");
        case ImportResult.OtherContent _ ->
            page(desk, found, ids.next(), "workbench.stock.otherContent");
        case ImportResult.TooManyLines _ -> page(desk, found, id, "workbench.stock.tooMany");
        case ImportResult.UnknownColumns _ ->
            page(desk, found, id, "workbench.stock.unknownColumns");
      };
    }
  }

  private Object keep(Desk desk, Offer offer, UUID id, @Nullable MultipartFile file)
      throws IOException {
    if (file == null || file.isEmpty()) {
      return page(desk, offer, id, "workbench.stock.noFile");
    }
    var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
    try (var content = file.getInputStream()) {
      return switch (files.keep(desk.merchant(), offer.id(), desk.person(), name, content)) {
        case FileKept.Kept _ ->
            Redirect.to(desk.path("/offers/" + offer.id() + "/stock"))
                .saying("workbench.stock.fileKept");
        case FileKept.TooLarge _ -> page(desk, offer, id, "workbench.stock.fileTooLarge");
        case FileKept.Empty _ -> page(desk, offer, id, "workbench.stock.noFile");
      };
    }
  }

  /// Takes the ticked cards off the shelf.
  @PostMapping("/workbench/{shop}/imports/{id}/withdraw")
  Redirect withdraw(
      Desk desk, @PathVariable UUID id, @RequestParam(defaultValue = "") List<UUID> card) {
    if (stocking.report(desk.merchant(), id).isEmpty()) {
      throw new NotFoundException();
    }
    var ticked = card.stream().limit(LINES_ON_A_PAGE).map(CardId::new).toList();
    vault.withdraw(desk.merchant(), ticked);
    return Redirect.to(desk.path("/imports/" + id)).saying("workbench.import.withdrawn");
  }

  /// What one card of the import cost; an empty field takes it away.
  @PostMapping("/workbench/{shop}/imports/{id}/cost")
  Redirect cost(Desk desk, @PathVariable UUID id, @RequestParam(defaultValue = "") String cost) {
    var typed = cost.strip();
    var back = Redirect.to(desk.path("/imports/" + id));
    if (!typed.isEmpty() && !typed.matches("[0-9]{1,9}([.][0-9]{1,2})?")) {
      return back.saying("workbench.import.costUnfit");
    }
    var minor = typed.isEmpty() ? null : Money.parse(typed, catalog.currency()).minor();
    if (!stocking.cost(desk.merchant(), id, minor)) {
      throw new NotFoundException();
    }
    return back.saying("workbench.import.costNoted");
  }

  @GetMapping("/workbench/{shop}/imports")
  ImportsPage imports(Desk desk, @RequestParam(defaultValue = "0") int page) {
    var reports = stocking.reports(desk.merchant(), Math.max(0, page));
    var offers =
        catalog.offers(reports.rows().stream().map(report -> report.offer()).distinct().toList());
    return new ImportsPage(desk, reports, offers);
  }

  @GetMapping("/workbench/{shop}/imports/{id}")
  ImportPage report(Desk desk, @PathVariable UUID id, @RequestParam(defaultValue = "0") int page) {
    var report = stocking.report(desk.merchant(), id).orElseThrow(NotFoundException::new);
    return new ImportPage(
        desk,
        report,
        catalog.offer(report.offer()).orElseThrow(NotFoundException::new),
        stocking.refused(desk.merchant(), id, Math.max(0, page), LINES_ON_A_PAGE),
        stocking.cards(desk.merchant(), id, Math.max(0, page), LINES_ON_A_PAGE),
        null);
  }

  /// The refused lines as a table for other programs.
  @GetMapping("/workbench/{shop}/imports/{id}/refused.csv")
  ResponseEntity<String> csv(Desk desk, @PathVariable UUID id) {
    if (stocking.report(desk.merchant(), id).isEmpty()) {
      throw new NotFoundException();
    }
    var csv = new StringBuilder("line,reason,first_line\r\n");
    for (var line : stocking.refused(desk.merchant(), id, 0, LINES_IN_CSV).rows()) {
      csv.append(line.line())
          .append(',')
          .append(line.reason().name().toLowerCase(java.util.Locale.ROOT))
          .append(',')
          .append(line.firstLine() == null ? "" : line.firstLine())
          .append("\r\n");
    }
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header("Content-Disposition", "attachment; filename=\"refused-" + id + ".csv\"")
        .body(csv.toString());
  }

  /// Everything on the shelf as a file that can be imported again.
  @PostMapping("/workbench/{shop}/offers/{offer}/stock.csv")
  @Allowed(value = Who.MERCHANT, fresh = true)
  void export(Desk desk, @PathVariable OfferId offer, HttpServletResponse response)
      throws IOException {
    var found = own(desk, offer);
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"cards-" + offer + ".csv\"");
    response.setHeader("Cache-Control", "no-store");
    var out =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    out.write("card,label,expires\r\n");
    vault.export(
        desk.merchant(), found.id(), Reader.merchant(desk.person()), card -> write(out, card));
    out.flush();
  }

  /// The texts stay exactly what they are, whatever a spreadsheet makes of them.
  private static void write(BufferedWriter out, ExportedCard card) {
    try {
      out.write('"' + card.text().replace("\"", "\"\"") + "\",\"");
      out.write(card.label() == null ? "" : card.label().replace("\"", "\"\""));
      out.write("\",");
      if (card.expiresAt() != null) {
        // Written is the last day, kept is the moment after it.
        out.write(LocalDate.ofInstant(card.expiresAt(), ZoneOffset.UTC).minusDays(1).toString());
      }
      out.write("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Shows one text, once, and writes down that it was shown.
  @PostMapping("/workbench/{shop}/imports/{id}/reveal")
  ImportPage reveal(Desk desk, @PathVariable UUID id, @RequestParam UUID card) {
    var report = stocking.report(desk.merchant(), id).orElseThrow(NotFoundException::new);
    var shown =
        vault
            .reveal(desk.merchant(), new CardId(card), Reader.merchant(desk.person()))
            .orElseThrow(NotFoundException::new);
    return new ImportPage(
        desk,
        report,
        catalog.offer(report.offer()).orElseThrow(NotFoundException::new),
        new Slice<>(List.of(), 0, false),
        stocking.cards(desk.merchant(), id, 0, LINES_ON_A_PAGE),
        shown);
  }

  private static InputStream cards(@Nullable MultipartFile file, String text) throws IOException {
    return file != null && !file.isEmpty()
        ? file.getInputStream()
        : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private StockPage page(Desk desk, Offer offer, UUID id, @Nullable String problem) {
    return new StockPage(
        desk,
        offer,
        vault.available(offer.id()),
        files.current(offer.id()).orElse(null),
        id,
        problem);
  }

  private Offer own(Desk desk, OfferId id) {
    return catalog
        .offer(id)
        .filter(offer -> offer.merchant().equals(desk.merchant()))
        .orElseThrow(NotFoundException::new);
  }
}
