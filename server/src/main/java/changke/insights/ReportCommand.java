package changke.insights;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `./run report FILE`: retention, RFM, repurchase and revenue of a shop's orders as one HTML file,
/// without a server and without a database.
public final class ReportCommand {

  private static final String USE =
      """
      Use: ./run report FILE.csv[.gz] [--out report.html]
        --map person=CustomerID,time=InvoiceDate,order=InvoiceNo,quantity=Quantity,price=UnitPrice
                             columns by name or by number from 1; amount=… instead of quantity and price;
                             also item, name, category, country. Guessed from the header when left out.
        --zone Europe/London the zone of times and days (this machine's when left out)
        --currency GBP       the currency of the amounts
        --dates day-first    or month-first, for dates such as 3/4/2024
        --time-format PATTERN  for other dates, as java.time writes patterns
        --encoding GB18030   when the file is not UTF-8
        --header no          when the first line is data
        --delimiter ';'      or tab, or blanks
        --decimal comma      for amounts such as 1.234,50
      """;
  private static final Set<String> OPTIONS =
      Set.of(
          "out",
          "map",
          "zone",
          "currency",
          "dates",
          "time-format",
          "encoding",
          "header",
          "delimiter",
          "decimal");

  private ReportCommand() {}

  /// Runs the command and returns the exit code: 0, or 1 with one sentence on `err`.
  public static int run(
      List<String> arguments,
      Map<String, String> options,
      InstantSource clock,
      PrintStream out,
      PrintStream err) {
    if (arguments.size() != 1 || !OPTIONS.containsAll(options.keySet())) {
      err.print(USE);
      return 1;
    }
    var file = Path.of(arguments.getFirst());
    var target = Path.of(options.getOrDefault("out", file.getFileName() + "-report.html"));
    try {
      if (!Files.isRegularFile(file)) {
        err.println("There is no file " + file + ".");
        return 1;
      }
      var format = format(options);
      var started = clock.millis();
      var preview = HistoryGuess.of(HistoryFile.of(file), format, HistoryLimits.REPORT);
      var read =
          HistoryReader.read(
              HistoryFile.of(file), format, HistoryLimits.REPORT, clock.instant(), n -> {});
      ReportFile.write(target, String.valueOf(file.getFileName()), read, preview.mapping());
      tell(out, read, preview, target, clock.millis() - started);
      return 0;
    } catch (UnreadableFile e) {
      err.println(file + ": " + e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println("Cannot read " + file + " or write " + target + ": " + e.getMessage());
      return 1;
    }
  }

  private static void tell(
      PrintStream out, ReadHistory read, HistoryPreview preview, Path target, long tookMs) {
    out.println("columns  " + preview.mapping());
    out.println("zone     " + read.format().zone() + ", currency " + currency(read));
    out.println(
        "lines    "
            + read.lines().size
            + " read, "
            + read.refusals().total()
            + " left out "
            + read.refusals().counts());
    out.println("orders   " + read.orders().size + " of " + read.lines().people.size() + " people");
    out.println("report   " + target + " (" + tookMs + " ms)");
  }

  private static String currency(ReadHistory read) {
    var currency = read.format().currency();
    return currency.equals(Decimals.NO_CURRENCY)
        ? "not named (--currency)"
        : currency.getCurrencyCode();
  }

  private static HistoryFormat format(Map<String, String> options) throws UnreadableFile {
    var map = options.get("map");
    return new HistoryFormat(
        map == null ? null : HistoryMapping.parse(map),
        zone(options.get("zone")),
        currency(options.get("currency")),
        charset(options.get("encoding")),
        header(options.get("header")),
        delimiter(options.get("delimiter")),
        dates(options.get("dates")),
        options.get("time-format"),
        "comma".equals(options.get("decimal")),
        0);
  }

  private static ZoneId zone(@Nullable String name) throws UnreadableFile {
    try {
      return name == null ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new UnreadableFile(UnreadableFile.Reason.SETTING, "zone " + name);
    }
  }

  private static Currency currency(@Nullable String code) throws UnreadableFile {
    try {
      return code == null ? Decimals.NO_CURRENCY : Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw new UnreadableFile(UnreadableFile.Reason.SETTING, "currency " + code);
    }
  }

  private static @Nullable Charset charset(@Nullable String name) throws UnreadableFile {
    try {
      return name == null ? null : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw new UnreadableFile(UnreadableFile.Reason.SETTING, "encoding " + name);
    }
  }

  private static @Nullable Boolean header(@Nullable String word) throws UnreadableFile {
    return switch (word) {
      case null -> null;
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> throw new UnreadableFile(UnreadableFile.Reason.SETTING, "header " + word);
    };
  }

  private static @Nullable Character delimiter(@Nullable String word) throws UnreadableFile {
    if (word == null) {
      return null;
    }
    return switch (word) {
      case "tab" -> '\t';
      case "blank", "blanks", "whitespace" -> ' ';
      case "comma" -> ',';
      case "semicolon" -> ';';
      default -> {
        if (word.length() != 1) {
          throw new UnreadableFile(UnreadableFile.Reason.SETTING, "delimiter " + word);
        }
        yield word.charAt(0);
      }
    };
  }

  private static DateOrder dates(@Nullable String word) throws UnreadableFile {
    return switch (word) {
      case null -> DateOrder.UNKNOWN;
      case "day-first" -> DateOrder.DAY_FIRST;
      case "month-first" -> DateOrder.MONTH_FIRST;
      default -> throw new UnreadableFile(UnreadableFile.Reason.SETTING, "dates " + word);
    };
  }
}
