package changke.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Every vector of experiment_statistics.json, both sides rounded to the printed decimals.
class PublishedStatisticsTest {

  @TestFactory
  Stream<DynamicTest> every_published_statistic_is_met() {
    var vectors = Vectors.read("experiment_statistics.json").get("vectors");
    return StreamSupport.stream(vectors.spliterator(), false)
        .map(vector -> DynamicTest.dynamicTest(vector.get("id").asString(), () -> check(vector)));
  }

  private static void check(JsonNode vector) {
    var in = vector.get("inputs");
    var out = vector.get("expected");
    int decimals = vector.get("decimals").asInt();
    switch (vector.get("kind").asString()) {
      case "t_test_two_sided" -> tested(in, out, decimals, false, Side.BOTH);
      case "t_test_one_sided_greater" -> tested(in, out, decimals, false, Side.GREATER);
      case "t_test_one_sided_lesser" -> tested(in, out, decimals, false, Side.LESSER);
      case "sequential_two_sided" -> tested(in, out, decimals, true, Side.BOTH);
      case "sequential_one_sided_lesser" -> tested(in, out, decimals, true, Side.LESSER);
      case "bayesian_effect" -> believed(in, out, decimals);
      case "bayesian_risk" -> {
        var posterior = new Posterior(in.get("mu").asDouble(), in.get("sigma").asDouble());
        equal(posterior.lossOfKeeping(), out.get("risk").get(0), decimals);
        equal(posterior.lossOfShipping(), out.get("risk").get(1), decimals);
      }
      case "ratio_cuped_moments_rel" -> moments(in, out, decimals);
      case "difference" -> difference(in, out, decimals);
      case "srm_chi2" ->
          equal(
              SampleRatio.chiSquare(longs(in.get("users")), doubles(in.get("weights"))),
              out.get("p_value"),
              decimals);
      case "holm_bonferroni" -> {
        var adjusted = ManyMeasures.holm(doubles(in.get("p")));
        for (int i = 0; i < adjusted.length; i++) {
          equal(adjusted[i], out.get("adjusted_in_input_order").get(i), decimals);
        }
      }
      case "adjusted_ci" -> {
        double lift = in.get("lift").asDouble();
        double half =
            ManyMeasures.halfWidth(
                lift, in.get("adjusted_p").asDouble(), in.get("p_threshold").asDouble());
        equal(lift - half, out.get("ci").get(0), decimals);
        equal(lift + half, out.get("ci").get(1), decimals);
      }
      case "delta_variance" -> {
        var effect = (Effect) Effect.between(given(in, "a"), given(in, "b"), Difference.ABSOLUTE);
        equal(effect.variance(), out.get("variance"), decimals);
      }
      case "power_mean" ->
          equal(
              power(in).of(in.get("effect").asDouble(), in.get("total_n").asLong()),
              out.get("power"),
              decimals);
      case "mde_mean" ->
          equal(
              power(in)
                  .minimumDetectable(in.get("total_n").asLong(), in.get("target_power").asDouble())
                  .orElseThrow(),
              out.get("mde"),
              decimals);
      default -> throw new AssertionError("an unknown kind: " + vector.get("kind"));
    }
  }

  private static void tested(JsonNode in, JsonNode out, int decimals, boolean anytime, Side side) {
    var config = in.get("config");
    var control = arm(in.get("a"));
    var treatment = arm(in.get("b"));
    if (out.has("mean_a")) {
      equal(control.mean(), out.get("mean_a"), decimals);
      equal(treatment.mean(), out.get("mean_b"), decimals);
    }
    var verdict = Effect.between(control, treatment, difference(config));
    if (!(verdict instanceof Effect effect)) {
      equal(0, out.get("expected"), decimals);
      equal(1, out.get("p_value"), decimals);
      return;
    }
    double alpha = config.get("alpha").asDouble();
    var reading =
        anytime
            ? new AnytimeTest(alpha, config.get("sequential_tuning_parameter").asDouble())
                .read(effect, side)
            : new FixedTest(alpha).read(effect, side);
    equal(reading.estimate(), out.get("expected"), decimals);
    equal(reading.pValue(), out.get("p_value"), decimals);
    if (out.has("stddev")) equal(reading.standardError(), out.get("stddev"), decimals);
    if (out.has("ci")) {
      equal(reading.low(), out.get("ci").get(0), decimals);
      equal(reading.high(), out.get("ci").get(1), decimals);
    }
  }

  private static void believed(JsonNode in, JsonNode out, int decimals) {
    var config = in.get("config");
    var prior = config.get("prior");
    var belief =
        prior.get("proper").asBoolean()
            ? new Posterior.Prior(prior.get("mean").asDouble(), prior.get("variance").asDouble())
            : Posterior.Prior.FLAT;
    var effect = (Effect) Effect.between(arm(in.get("a")), arm(in.get("b")), difference(config));
    var posterior = Posterior.of(effect, belief, difference(config));
    equal(posterior.mean(), out.get("expected"), decimals);
    double alpha = config.get("alpha").asDouble();
    boolean inverse = config.has("inverse") && config.get("inverse").asBoolean();
    if (out.has("ci")) {
      equal(posterior.low(alpha), out.get("ci").get(0), decimals);
      equal(posterior.high(alpha), out.get("ci").get(1), decimals);
    }
    if (out.has("stddev")) equal(posterior.deviation(), out.get("stddev"), decimals);
    if (out.has("chance_to_win")) {
      double above = posterior.chanceAboveZero();
      equal(inverse ? 1 - above : above, out.get("chance_to_win"), decimals);
    }
    if (out.has("risk")) {
      equal(posterior.lossOfKeeping(), out.get("risk").get(0), decimals);
      equal(posterior.lossOfShipping(), out.get("risk").get(1), decimals);
    }
    if (out.has("risk_treatment")) {
      equal(
          inverse ? posterior.lossOfKeeping() : posterior.lossOfShipping(),
          out.get("risk_treatment"),
          decimals);
    }
  }

  private static void moments(JsonNode in, JsonNode out, int decimals) {
    double theta = in.get("theta").asDouble();
    for (int sign : new int[] {1, -1}) {
      var effect =
          (Effect)
              Effect.between(
                  rows(in.get("a"), sign), rows(in.get("b"), sign), Difference.RELATIVE, theta);
      equal(sign * effect.estimate(), out.get("point_estimate"), decimals);
      equal(effect.standardError(), out.get("standard_error"), decimals);
    }
  }

  private static void difference(JsonNode in, JsonNode out, int decimals) {
    double spread = 1;
    var control =
        MeanArm.of(in.get("mean_a").asDouble() - spread, in.get("mean_a").asDouble() + spread);
    var treatment =
        MeanArm.of(in.get("mean_b").asDouble() - spread, in.get("mean_b").asDouble() + spread);
    var kind = in.get("relative").asBoolean() ? Difference.RELATIVE : Difference.ABSOLUTE;
    var effect = (Effect) Effect.between(control, treatment, kind);
    equal(effect.estimate(), out.get("difference"), decimals);
  }

  private static Power power(JsonNode in) {
    return new Power(
        in.get("mean").asDouble(),
        in.get("variance").asDouble(),
        in.get("variations").asInt(),
        in.get("alpha").asDouble());
  }

  private static Difference difference(JsonNode config) {
    return config.get("difference_type").asString().equals("relative")
        ? Difference.RELATIVE
        : Difference.ABSOLUTE;
  }

  private static Arm arm(JsonNode node) {
    return switch (node.get("type").asString()) {
      case "mean" -> mean(node);
      case "proportion" -> new ProportionArm(node.get("n").asLong(), node.get("sum").asLong());
      case "quantile" ->
          new QuantileArm(
              node.get("n").asLong(),
              node.get("n_star").asLong(),
              node.get("nu").asDouble(),
              node.get("quantile_hat").asDouble(),
              node.get("quantile_lower").asDouble(),
              node.get("quantile_upper").asDouble());
      case "mean_cuped" ->
          new CupedArm(
              mean(node.get("post")),
              mean(node.get("pre")),
              node.get("post_pre_sum_of_products").asDouble());
      case "ratio_cuped" ->
          new CupedRatioArm(
              mean(node.get("m_post")),
              mean(node.get("d_post")),
              mean(node.get("m_pre")),
              mean(node.get("d_pre")),
              new CupedRatioArm.Products(
                  node.get("m_post_d_post").asDouble(),
                  node.get("m_post_m_pre").asDouble(),
                  node.get("m_post_d_pre").asDouble(),
                  node.get("m_pre_d_post").asDouble(),
                  node.get("d_post_d_pre").asDouble(),
                  node.get("m_pre_d_pre").asDouble()));
      default -> throw new AssertionError("an unknown arm: " + node.get("type"));
    };
  }

  private static MeanArm mean(JsonNode node) {
    return new MeanArm(
        node.get("n").asLong(), node.get("sum").asDouble(), node.get("sum_squares").asDouble());
  }

  private static MeanArm given(JsonNode in, String side) {
    long n = in.get("n_" + side).asLong();
    double mean = in.get("mean_" + side).asDouble();
    return new MeanArm(n, n * mean, in.get("var_" + side).asDouble() * (n - 1) + n * mean * mean);
  }

  private static CupedRatioArm rows(JsonNode node, int sign) {
    var columns = new ArrayList<double[]>();
    for (var name : List.of("m_post", "d_post", "m_pre", "d_pre")) {
      var column = doubles(node.get(name));
      if (name.startsWith("m")) for (int i = 0; i < column.length; i++) column[i] *= sign;
      columns.add(column);
    }
    return new CupedRatioArm(
        MeanArm.of(columns.get(0)),
        MeanArm.of(columns.get(1)),
        MeanArm.of(columns.get(2)),
        MeanArm.of(columns.get(3)),
        new CupedRatioArm.Products(
            products(columns, 0, 1),
            products(columns, 0, 2),
            products(columns, 0, 3),
            products(columns, 1, 2),
            products(columns, 1, 3),
            products(columns, 2, 3)));
  }

  private static double products(List<double[]> columns, int x, int y) {
    double sum = 0;
    for (int i = 0; i < columns.get(x).length; i++) sum += columns.get(x)[i] * columns.get(y)[i];
    return sum;
  }

  private static void equal(double ours, JsonNode expected, int decimals) {
    if (expected.isString()) {
      assertThat(ours).isEqualTo(expected.asString().equals("inf") ? 1 / 0d : -1 / 0d);
      return;
    }
    assertThat(rounded(ours, decimals))
        .isEqualByComparingTo(rounded(expected.asDouble(), decimals));
  }

  private static BigDecimal rounded(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
  }

  private static double[] doubles(JsonNode node) {
    var values = new double[node.size()];
    for (int i = 0; i < values.length; i++) values[i] = node.get(i).asDouble();
    return values;
  }

  private static long[] longs(JsonNode node) {
    var values = new long[node.size()];
    for (int i = 0; i < values.length; i++) values[i] = node.get(i).asLong();
    return values;
  }
}
