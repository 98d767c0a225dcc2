package changke.pages;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A table to take away: RFC 4180, UTF-8 with a mark so that spreadsheets read it, and no cell that
/// a spreadsheet would run as a formula.
public final class CsvFile {

  private final String name;
  private final StringBuilder text = new StringBuilder("\uFEFF");

  public CsvFile(String name, String... header) {
    this.name = name;
    row((Object[]) header);
  }

  /// Adds a row; null is an empty cell.
  public CsvFile row(Object... cells) {
    text.append(Arrays.stream(cells).map(CsvFile::cell).collect(Collectors.joining(",")))
        .append("\r\n");
    return this;
  }

  public ResponseEntity<String> answer() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .body(text.toString());
  }

  @SuppressWarnings("NullAway") // A null is an empty cell.
  private static String cell(Object value) {
    var plain = value == null ? "" : value.toString();
    var number = plain.matches("-?[0-9]{1,18}(\\.[0-9]{1,9})?");
    var harmless = !number && plain.matches("(?s)[=+\\-@\t\r].*") ? "'" + plain : plain;
    return harmless.matches("[A-Za-z0-9_.:+-]*")
        ? harmless
        : '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
