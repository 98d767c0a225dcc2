package changke.insights;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A small CSV text. Text that a spreadsheet would run as a formula is disarmed by an apostrophe.
public final class Csv {

  private final StringBuilder text = new StringBuilder();

  public Csv(String... header) {
    row((Object[]) header);
  }

  public Csv row(Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        text.append(',');
      }
      switch (cells[i]) {
        case String cell -> text.append(quoted(cell));
        case Double cell -> text.append(BigDecimal.valueOf(cell).setScale(6, RoundingMode.HALF_UP));
        default -> text.append(cells[i]);
      }
    }
    text.append("\r\n");
    return this;
  }

  private static String quoted(String cell) {
    var safe = !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    return safe.matches("[^\",\r\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /// An address that holds a CSV itself, for files without a server.
  static String address(String csv) {
    var bytes = ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_8);
    return "data:text/csv;charset=utf-8;base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
