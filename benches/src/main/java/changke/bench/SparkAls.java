package changke.bench;

import changke.engine.taste.Purchases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/// The peer: implicit matrix factorisation by Spark, on two threads of this machine.
final class SparkAls implements AutoCloseable {

  /// What ALS is told.
  record Settings(int rank, double alpha, double l2, int rounds) {}

  private final SparkSession spark;

  SparkAls() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("recommend")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.default.parallelism", "2")
            .getOrCreate();
    spark.sparkContext().setLogLevel("ERROR");
  }

  /// Spark's version and that of its ALS, which may be another.
  String version() {
    var jar = ALS.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return "spark "
        + spark.version()
        + " with ALS of "
        + jar.substring(jar.lastIndexOf('/') + 1).replace(".jar", "");
  }

  /// Brings purchases into Spark's memory and checks that it sees what we see.
  Dataset<Row> load(Purchases purchases) {
    var rows = new ArrayList<Row>(purchases.size());
    for (int person = 0; person < purchases.people(); person++) {
      for (int item : purchases.of(person)) rows.add(RowFactory.create(person, item, 1f));
    }
    var schema = new StructType().add("person", "int").add("item", "int").add("rating", "float");
    var data = spark.createDataFrame(rows, schema).repartition(2).cache();
    var seen = new int[purchases.items()];
    for (var row : data.groupBy("item").count().collectAsList())
      seen[row.getInt(0)] = (int) row.getLong(1);
    if (!Arrays.equals(seen, purchases.buyers())) {
      throw new Comparison.Mismatch("Spark and the engine count different buyers per item");
    }
    return data;
  }

  /// Trains and returns the factors; only the training itself is timed.
  Factors train(Dataset<Row> data, Purchases purchases, Settings settings) {
    var als =
        new ALS()
            .setImplicitPrefs(true)
            .setRank(settings.rank)
            .setAlpha(settings.alpha)
            .setRegParam(settings.l2)
            .setMaxIter(settings.rounds)
            .setNumBlocks(2)
            .setSeed(1)
            .setUserCol("person")
            .setItemCol("item")
            .setRatingCol("rating");
    long cpu = RecommendBench.cpuNanos();
    long start = System.nanoTime();
    var model = als.fit(data);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (RecommendBench.cpuNanos() - cpu) / 1e9;
    return new Factors(
        settings,
        seconds,
        cpuSeconds,
        table(model.userFactors().collectAsList(), purchases.people(), settings.rank),
        table(model.itemFactors().collectAsList(), purchases.items(), settings.rank));
  }

  private static float[][] table(List<Row> rows, int size, int rank) {
    var table = new float[size][rank];
    for (var row : rows) {
      List<?> values = row.getList(1);
      for (int d = 0; d < rank; d++) table[row.getInt(0)][d] = (Float) values.get(d);
    }
    return table;
  }

  /// A trained model, served by plain sums in this process: faster than asking Spark for each
  /// person.
  static final class Factors {
    final Settings settings;
    final double seconds;
    final double cpuSeconds;
    private final float[][] people;
    private final float[][] items;

    private Factors(
        Settings settings, double seconds, double cpuSeconds, float[][] people, float[][] items) {
      this.settings = settings;
      this.seconds = seconds;
      this.cpuSeconds = cpuSeconds;
      this.people = people;
      this.items = items;
    }

    float[] scores(int person) {
      var own = people[person];
      var scores = new float[items.length];
      for (int i = 0; i < scores.length; i++) {
        float sum = 0;
        for (int d = 0; d < own.length; d++) sum += own[d] * items[i][d];
        scores[i] = sum;
      }
      return scores;
    }
  }

  @Override
  public void close() {
    spark.stop();
  }
}
