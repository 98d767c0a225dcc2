package changke.bench;

import changke.engine.taste.Blend;
import changke.engine.taste.CoPurchase;
import changke.engine.taste.Ease;
import changke.engine.taste.Evaluation;
import changke.engine.taste.Model;
import changke.engine.taste.Popular;
import changke.engine.taste.RandomWalk;
import changke.engine.taste.Ranking;
import changke.engine.taste.Recommender;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Training and serving of every model on MovieLens 100K and on a seeded shop, against implicit ALS
/// by Spark in the same run. The headline is EASE against ALS on MovieLens, where both are tuned to
/// what was published; without that data it is the seeded shop.
public final class RecommendBench implements Comparison {

  private static final int LENGTH = 10;
  private static final int[] NOTHING = {};

  /// Published for implicit ALS on this split (Ferrari Dacrema et al., TOIS 2021, table 46).
  private static final double PUBLISHED_ALS = .2759;

  /// The best of a search on ml-100k over rank 10 to 64, alpha .3 to 10, regularisation .01 to .3,
  /// from cheap to accurate; the greatest rank is for the larger shop, whose sixty interests ask
  /// for it.
  private static final List<SparkAls.Settings> ALS =
      List.of(
          new SparkAls.Settings(16, 1, .1, 5),
          new SparkAls.Settings(16, 1, .1, 10),
          new SparkAls.Settings(32, 1, .2, 10),
          new SparkAls.Settings(96, 1, .1, 10));

  /// The peer's time is that of its fastest settings that lose less than this to its best ones.
  private static final double CLOSE = .01;

  private static final double[] EASE_L2 = {200, 458};

  /// One method's row. Times are wall-clock; beside them stands the processor time of the whole
  /// process, which other work on the machine does not lengthen.
  private record Line(String method, Cost training, Serving serving, Evaluation evaluation) {}

  private record Cost(double seconds, double cpuSeconds) {}

  /// People per second on all threads, and the 99th percentile of one list on one thread.
  private record Serving(double perSecond, double p99Ms, double p99CpuMs) {}

  @Override
  public Result run(Options options) throws Exception {
    int people = (int) options.size("people", 2_000, 20_000);
    int items = (int) options.size("items", 600, 3_700);
    int pairs = (int) options.size("pairs", 60_000, 1_000_000);
    int times = (int) options.size("times", 1, 2);
    var seeded = TasteData.seeded(people, items, pairs, options.size("seed", 1, 1));
    var movies = TasteData.movieLens();
    try (var spark = new SparkAls()) {
      System.out.printf(
          "%s, local[2]; the engine on %d threads; everything warmed up once on a small shop%n",
          spark.version(), Runtime.getRuntime().availableProcessors());
      warmUp(spark);
      List<Line> tuned = null;
      if (movies.isPresent()) {
        tuned = compare(movies.get(), spark, ALS.subList(0, 3), times);
        published(tuned);
      } else {
        System.out.println(
            "ml-100k left out: ../shared/data/ml-100k is missing (judging-only data)");
      }
      var peers = options.quick() ? ALS.subList(0, 3) : ALS;
      var lines = compare(seeded, spark, peers, times);
      return headline(tuned == null ? lines : tuned, spark);
    }
  }

  private static void warmUp(SparkAls spark) {
    var small = TasteData.seeded(1_000, 400, 30_000, 9);
    var data = spark.load(small.train);
    spark.train(data, small.train, ALS.getFirst());
    for (int i = 0; i < 3; i++) {
      for (var model : models(small)) serve(small, model.get());
    }
  }

  private static List<Supplier<Model>> models(TasteData data) {
    return List.of(
        () -> Popular.train(data.train),
        () ->
            new CoPurchase(CoPurchase.Likeness.COSINE, CoPurchase.Weighting.BM25, 886, 403, true)
                .train(data.train),
        () ->
            new CoPurchase(CoPurchase.Likeness.JACCARD, CoPurchase.Weighting.NONE, 161, 0, true)
                .train(data.train),
        () -> new RandomWalk(324, .8593, .6574, true).train(data.train));
  }

  private static List<Line> compare(
      TasteData data, SparkAls spark, List<SparkAls.Settings> peers, int times) {
    System.out.printf(
        "%n%s: %,d people, %,d items, %,d purchases to learn from, %,d people with hidden ones%n",
        data.name,
        data.train.people(),
        data.train.items(),
        data.train.size(),
        Arrays.stream(data.hidden).filter(row -> row.length > 0).count());
    var names = List.of("TopPopular", "ItemKNN cosine BM25", "ItemKNN jaccard", "RP3beta");
    var lines = new ArrayList<Line>();
    for (int i = 0; i < names.size(); i++) {
      lines.add(ours(names.get(i), data, models(data).get(i), times));
    }
    var ease =
        Arrays.stream(EASE_L2)
            .mapToObj(l2 -> ours("EASE l2 " + l2, data, () -> Ease.train(data.train, l2), times))
            .max(Comparator.comparingDouble(line -> line.evaluation.ndcgOverAll()))
            .orElseThrow();
    lines.add(ease);
    lines.add(als(data, spark, peers, ease, times));
    print(lines);
    return lines;
  }

  private static Line ours(String name, TasteData data, Supplier<Model> training, int times) {
    var best = train(training);
    for (int i = 1; i < times; i++) {
      var again = train(training);
      if (again.cost.seconds < best.cost.seconds) best = again;
    }
    var evaluation = Evaluation.of(best.model, data.train, data.hidden, LENGTH);
    return new Line(name, best.cost, serve(data, best.model), evaluation);
  }

  private record Trained(Model model, Cost cost) {}

  private static Trained train(Supplier<Model> training) {
    long cpu = cpuNanos();
    long start = System.nanoTime();
    var model = training.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Trained(model, new Cost(seconds, (cpuNanos() - cpu) / 1e9));
  }

  static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /// A list is finished: ranked, without what the person has, each item with its reason.
  private static Serving serve(TasteData data, Model model) {
    var recommender = new Recommender(data.train, model, null, null, Blend.PLAIN);
    return serve(
        data, person -> recommender.list(data.train.of(person), NOTHING, -1, LENGTH).size());
  }

  private interface Served {
    int places(int person);
  }

  private static Serving serve(TasteData data, Served served) {
    int people = data.train.people();
    long start = System.nanoTime();
    long places = IntStream.range(0, people).parallel().mapToLong(served::places).sum();
    double perSecond = people / ((System.nanoTime() - start) / 1e9);
    if (places == 0) throw new Mismatch("nobody was served");
    var threads = ManagementFactory.getThreadMXBean();
    var wall = new long[Math.min(people, 10_000)];
    var cpu = new long[wall.length];
    for (int person = 0; person < wall.length; person++) {
      long cpuBefore = threads.getCurrentThreadCpuTime();
      long before = System.nanoTime();
      served.places(person);
      wall[person] = System.nanoTime() - before;
      cpu[person] = threads.getCurrentThreadCpuTime() - cpuBefore;
    }
    return new Serving(perSecond, p99(wall), p99(cpu));
  }

  private static double p99(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[(int) (nanos.length * .99)] / 1e6;
  }

  /// The peer gets its best accuracy and, of all settings that come close to it, its best time.
  private static Line als(
      TasteData data, SparkAls spark, List<SparkAls.Settings> peers, Line ease, int times) {
    var loaded = spark.load(data.train);
    var tried = new ArrayList<SparkAls.Factors>();
    var evaluations = new ArrayList<Evaluation>();
    for (var settings : peers) {
      var factors = spark.train(loaded, data.train, settings);
      for (int i = 1; i < times; i++) {
        var again = spark.train(loaded, data.train, settings);
        if (again.seconds < factors.seconds) factors = again;
      }
      var trained = factors;
      var own =
          Evaluation.of(
              (person, k) -> list(data, trained, person, k), data.train, data.hidden, LENGTH);
      System.out.printf(
          "  tried ALS %s: NDCG %.4f in %.2f s, %.1f times the training of EASE%n",
          settings, own.ndcgOverAll(), trained.seconds, trained.seconds / ease.training.seconds);
      tried.add(trained);
      evaluations.add(own);
    }
    loaded.unpersist();
    var best =
        evaluations.stream().max(Comparator.comparingDouble(Evaluation::ndcgOverAll)).orElseThrow();
    var fastest =
        IntStream.range(0, tried.size())
            .filter(i -> evaluations.get(i).ndcgOverAll() >= best.ndcgOverAll() - CLOSE)
            .mapToObj(tried::get)
            .min(Comparator.comparingDouble(factors -> factors.seconds))
            .orElseThrow();
    var serving = serve(data, person -> list(data, fastest, person, LENGTH).length);
    return new Line("ALS (Spark)", new Cost(fastest.seconds, fastest.cpuSeconds), serving, best);
  }

  private static int[] list(TasteData data, SparkAls.Factors factors, int person, int length) {
    return Ranking.best(factors.scores(person), data.train.of(person), length);
  }

  private static void print(List<Line> lines) {
    System.out.printf(
        "  %-22s %9s %9s %10s %9s %9s %8s %8s %9s%n",
        "method",
        "train s",
        "cpu s",
        "people/s",
        "p99 ms",
        "cpu ms",
        "NDCG@10",
        "(cut)",
        "coverage");
    for (var line : lines) {
      System.out.printf(
          "  %-22s %9.2f %9.2f %,10.0f %9.2f %9.2f %8.4f %8.4f %9.3f%n",
          line.method,
          line.training.seconds,
          line.training.cpuSeconds,
          line.serving.perSecond,
          line.serving.p99Ms,
          line.serving.p99CpuMs,
          line.evaluation.ndcgOverAll(),
          line.evaluation.ndcgAtCut(),
          line.evaluation.coverage());
    }
  }

  /// On the published split every side has to be what was published: ours to the third digit, the
  /// peer well tuned.
  private static void published(List<Line> lines) {
    double[] expected = {.1361, .2571, .2431, .2588, .2905};
    for (int i = 0; i < expected.length; i++) {
      double ndcg = lines.get(i).evaluation.ndcgOverAll();
      if (Math.abs(ndcg - expected[i]) > .0005) {
        throw new Mismatch(lines.get(i).method + ": NDCG " + ndcg + ", published " + expected[i]);
      }
    }
    double als = lines.getLast().evaluation.ndcgOverAll();
    System.out.printf("  published for ALS: %.4f, the peer reaches %.4f%n", PUBLISHED_ALS, als);
    if (als < PUBLISHED_ALS - .01) throw new Mismatch("the peer is not tuned: NDCG " + als);
  }

  private static Result headline(List<Line> lines, SparkAls spark) {
    var als = lines.getLast();
    var ease = lines.get(lines.size() - 2);
    if (ease.evaluation.ndcgOverAll() < als.evaluation.ndcgOverAll()) {
      throw new Mismatch("EASE is less accurate than ALS here: its speed does not count");
    }
    double seconds = ease.training.seconds;
    double theirs = als.training.seconds;
    System.out.printf(
        "%nby processor time EASE trains %.1f times as fast as ALS, by the clock %.1f times%n",
        als.training.cpuSeconds / ease.training.cpuSeconds, theirs / seconds);
    return new Result("recommend", seconds, "s", spark.version(), theirs, theirs / seconds);
  }
}
