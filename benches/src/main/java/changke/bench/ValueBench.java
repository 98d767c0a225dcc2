package changke.bench;

import changke.engine.seed.Buyers;
import changke.engine.value.BgNbd;
import changke.engine.value.Fit;
import changke.engine.value.PurchaseModel;
import changke.engine.value.RepeatPurchases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.NavigableSet;
import java.util.TreeSet;

/// BG/NBD by maximum likelihood on the CDNOW master data and on people drawn from known parameters:
/// time, and how near the parameters come. The peer is the same model as tutorials fit it.
public final class ValueBench implements Comparison {

  private static final BgNbd LAW = new BgNbd(.8, 30, .9, 3, BgNbd.Dropout.AFTER_REPEATS);
  private static final double[] TRUTH = {LAW.r(), LAW.alpha(), LAW.a(), LAW.b()};

  @Override
  public Result run(Options options) throws Exception {
    var master = Path.of(options.text("shared", "../shared"), "data/cdnow/CDNOW_master.txt");
    if (Files.exists(master)) {
      compare("CDNOW master", cdnow(master), 7);
    } else {
      System.out.println("CDNOW master: left out, " + master + " is not there");
    }
    var people = (int) options.size("people", 20_000, 1_000_000);
    var buyers = new Buyers(LAW, people, 400, options.size("seed", 1, 1));
    var days = new int[3][people];
    for (int i = 0; i < people; i++) {
      days[0][i] = buyers.repeats(i);
      days[1][i] = buyers.lastDay(i);
      days[2][i] = buyers.seenDays(i);
    }
    return recovered(compare("synthetic", days, 1));
  }

  private record Both(Result result, Fit.Fitted<PurchaseModel> fit) {}

  /// Fits both and checks that they found the same maximum.
  private static Both compare(String what, int[][] days, double unitDays) throws Exception {
    var ours = Clock.time(3, () -> fit(days, unitDays));
    var naive = NaiveBgNbd.of(days, unitDays);
    var theirs = Clock.time(1, naive::fit);
    var fit = ours.answer();
    var at = theirs.answer();
    var evaluations = naive.evaluations();
    var top = naive.logLikelihood(at[0], at[1], at[2], at[3]);
    System.out.printf(
        "%s: %,d people; ours %.0f ms with grouping, standard errors and fallback; naive %.0f ms in %d"
            + " evaluations%n",
        what, days[0].length, ours.medianMs(), theirs.bestMs(), evaluations);
    System.out.printf("%s: log-likelihood ours %.4f, naive %.4f%n", what, fit.logLikelihood(), top);
    for (int i = 0; i < 4; i++) {
      var estimate = fit.estimates().get(i);
      System.out.printf(
          "%s: %-5s ours %.5f ± %.5f, naive %.5f%n",
          what, estimate.name(), estimate.value(), estimate.error(), at[i]);
      agree(what + ", " + estimate.name(), estimate.value(), at[i], .01 * at[i]);
    }
    agree(what + ", log-likelihood", fit.logLikelihood(), top, .01 + 1e-8 * Math.abs(top));
    return new Both(
        new Result(
            "value",
            ours.medianMs(),
            "ms",
            "BG/NBD per person, log-gamma, Nelder-Mead",
            theirs.bestMs(),
            theirs.bestMs() / ours.medianMs()),
        fit);
  }

  private static void agree(String what, double ours, double theirs, double within) {
    if (!(Math.abs(ours - theirs) <= within)) {
      throw new Mismatch(what + ": " + ours + " and " + theirs);
    }
  }

  private static Fit.Fitted<PurchaseModel> fit(int[][] days, double unitDays) {
    var data = RepeatPurchases.ofDays(days[0], days[1], days[2], unitDays).orElseThrow();
    if (BgNbd.fit(data, LAW.dropout()) instanceof Fit.Fitted<PurchaseModel> fit) {
      return fit;
    }
    throw new Mismatch("no maximum inside");
  }

  /// Says how near the truth is. Two per cent beside the standard errors is for purchases that fall
  /// on whole days, where the model has moments.
  private static Result recovered(Both both) {
    for (int i = 0; i < 4; i++) {
      var estimate = both.fit.estimates().get(i);
      var off = estimate.value() / TRUTH[i] - 1;
      System.out.printf(
          "synthetic: %-5s true %.3f, off by %+.2f %%, %.1f standard errors%n",
          estimate.name(), TRUTH[i], 100 * off, (estimate.value() - TRUTH[i]) / estimate.error());
      agree(
          estimate.name() + " and the truth",
          estimate.value(),
          TRUTH[i],
          .02 * TRUTH[i] + 4 * estimate.error());
    }
    return both.result;
  }

  /// People's purchase days in the first 39 weeks, as repeats, last day and days seen.
  private static int[][] cdnow(Path master) throws IOException {
    var end = LocalDate.of(1997, 9, 30).toEpochDay();
    var people = new HashMap<String, NavigableSet<Long>>();
    try (var lines = Files.lines(master)) {
      lines
          .skip(1)
          .forEach(line -> {
            var cells = line.trim().split("\\s+");
            var day = LocalDate.parse(cells[1], DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
            if (day <= end) {
              people.computeIfAbsent(cells[0], k -> new TreeSet<>()).add(day);
            }
          });
    }
    var days = new int[3][people.size()];
    int i = 0;
    for (var person : people.values()) {
      days[0][i] = person.size() - 1;
      days[1][i] = (int) (person.last() - person.first());
      days[2][i++] = (int) (end - person.first());
    }
    return days;
  }
}
