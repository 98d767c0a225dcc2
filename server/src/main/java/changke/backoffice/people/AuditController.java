package changke.backoffice.people;

import changke.identity.Allowed;
import changke.identity.Audit;
import changke.identity.AuditEntry;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Looks into the log of dangerous acts. Taking it away as a file is one of them.
@Controller
@Allowed(value = Who.OPERATOR, right = Right.AUDIT)
class AuditController {

  private static final int PAGES_IN_CSV = 400;
  private static final int LAST_PAGE = 400;

  private final Audit audit;

  AuditController(Audit audit) {
    this.audit = audit;
  }

  @GetMapping("/backoffice/audit")
  AuditPage search(
      @RequestParam(defaultValue = "") String who,
      @RequestParam(defaultValue = "") String what,
      @RequestParam(defaultValue = "") String about,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "0") int page,
      Person reader) {
    var form = new AuditForm(who, what, about, from, until);
    var found = audit.search(form.search(reader.zone()), Math.clamp(page, 0, LAST_PAGE));
    return new AuditPage(found, audit.kinds(), form);
  }

  @GetMapping("/backoffice/audit.csv")
  ResponseEntity<String> csv(
      @RequestParam(defaultValue = "") String who,
      @RequestParam(defaultValue = "") String what,
      @RequestParam(defaultValue = "") String about,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String until,
      Person reader) {
    var search = new AuditForm(who, what, about, from, until).search(reader.zone());
    audit.note(reader.id(), "audit.exported", "person " + reader.id());
    var csv = new StringBuilder("at,person,email,what,about,address\r\n");
    for (int page = 0; page < PAGES_IN_CSV; page++) {
      var slice = audit.search(search, page);
      slice.rows().forEach(entry -> write(csv, entry));
      if (!slice.more()) {
        break;
      }
    }
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
        .body(csv.toString());
  }

  private static void write(StringBuilder csv, AuditEntry entry) {
    csv.append(entry.at())
        .append(',')
        .append(Objects.toString(entry.person(), ""))
        .append(',')
        .append(quoted(Objects.toString(entry.email(), "")))
        .append(',')
        .append(entry.what())
        .append(',')
        .append(quoted(entry.about()))
        .append(',')
        .append(quoted(entry.address()))
        .append("\r\n");
  }

  /// A cell that begins like a formula would run in a spreadsheet.
  private static String quoted(String cell) {
    var harmless = cell.matches("(?s)[=+\\-@\t\r].*") ? "'" + cell : cell;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
