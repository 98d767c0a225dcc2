package changke.engine.value;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The CDNOW sample of Fader and Hardie, cut into 39 weeks to calibrate and 39 to check: purchases
/// of one day are one purchase.
final class Cdnow {

  static final LocalDate END = LocalDate.of(1997, 9, 30);
  static final LocalDate START = LocalDate.of(1997, 1, 1);

  final int[] repeats;
  final int[] lastDay;
  final int[] seenDays;
  final int[] laterRepeats;
  final double[] meanSpend;

  private Cdnow(List<NavigableMap<LocalDate, Double>> people) {
    repeats = new int[people.size()];
    lastDay = new int[repeats.length];
    seenDays = new int[repeats.length];
    laterRepeats = new int[repeats.length];
    meanSpend = new double[repeats.length];
    for (int i = 0; i < repeats.length; i++) {
      var first = people.get(i).firstKey();
      var until = people.get(i).headMap(END, true);
      repeats[i] = until.size() - 1;
      lastDay[i] = (int) (until.lastKey().toEpochDay() - first.toEpochDay());
      seenDays[i] = (int) (END.toEpochDay() - first.toEpochDay());
      laterRepeats[i] = people.get(i).size() - until.size();
      var spent = until.tailMap(first, false).values().stream().mapToDouble(m -> m);
      meanSpend[i] = spent.average().orElse(0);
    }
  }

  static Cdnow sample() throws IOException {
    var people = new LinkedHashMap<String, NavigableMap<LocalDate, Double>>();
    for (var line : Files.readAllLines(shared("data/cdnow/CDNOW_sample.txt"))) {
      var cells = line.trim().split("\\s+");
      people
          .computeIfAbsent(cells[1], k -> new TreeMap<>())
          .merge(
              LocalDate.parse(cells[2], DateTimeFormatter.BASIC_ISO_DATE),
              Double.parseDouble(cells[4]),
              Double::sum);
    }
    return new Cdnow(new ArrayList<>(people.values()));
  }

  RepeatPurchases weeks() {
    return RepeatPurchases.ofDays(repeats, lastDay, seenDays, 7).orElseThrow();
  }

  static Path shared(String file) {
    return Path.of(System.getProperty("changke.shared", "../../shared"), file);
  }

  static boolean here() {
    return Files.exists(shared("data/cdnow/CDNOW_sample.txt"));
  }

  static Map<String, Fit.Estimate> byName(List<Fit.Estimate> estimates) {
    var map = new LinkedHashMap<String, Fit.Estimate>();
    estimates.forEach(e -> map.put(e.name(), e));
    return map;
  }
}
