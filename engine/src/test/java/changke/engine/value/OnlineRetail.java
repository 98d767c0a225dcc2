package changke.engine.value;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Invoices of the UCI Online Retail data (Daqing Chen, CC BY 4.0), lines without a customer left
/// out.
public final class OnlineRetail {

  /// An invoice; its money is the sum of quantity times price, negative for a cancellation.
  public record Invoice(
      int customer, LocalDateTime at, boolean cancelled, double money, List<String> products) {}

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private static List<Invoice> read = List.of();

  private OnlineRetail() {}

  public static Path file() {
    return Cdnow.shared("data/online-retail/online-retail.csv.gz");
  }

  public static boolean here() {
    return Files.exists(file());
  }

  /// Read once in a run.
  public static synchronized List<Invoice> invoices() throws IOException {
    if (read.isEmpty()) {
      read = read();
    }
    return read;
  }

  private static List<Invoice> read() throws IOException {
    var invoices = new LinkedHashMap<String, Invoice>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file())), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        var cells = cells(line);
        if (!cells.get(6).isEmpty()) {
          invoices.merge(cells.get(0), invoice(cells), OnlineRetail::merged);
        }
      }
    }
    return List.copyOf(invoices.values());
  }

  private static Invoice invoice(List<String> cells) {
    return new Invoice(
        (int) Double.parseDouble(cells.get(6)),
        LocalDateTime.parse(cells.get(4), TIME),
        cells.get(0).startsWith("C"),
        Double.parseDouble(cells.get(3)) * Double.parseDouble(cells.get(5)),
        List.of(cells.get(1)));
  }

  private static Invoice merged(Invoice one, Invoice two) {
    var products = new ArrayList<>(one.products);
    products.addAll(two.products);
    return new Invoice(one.customer, one.at, one.cancelled, one.money + two.money, products);
  }

  private static List<String> cells(String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    var quoted = false;
    for (int i = 0; i < line.length(); i++) {
      var c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
