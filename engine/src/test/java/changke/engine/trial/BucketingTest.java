package changke.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import changke.engine.trial.Bucketing.Range;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BucketingTest {

  private final JsonNode vectors = Vectors.read("bucketing.json");

  @Test
  void every_published_hash_is_met() {
    for (var row : vectors.get("hash")) {
      var n =
          Bucketing.hash(
              row.get("seed").asString(), row.get("value").asString(), row.get("version").asInt());
      if (row.get("expected").isNull()) assertThat(n).isEmpty();
      else assertThat(n).hasValue(row.get("expected").asDouble());
    }
  }

  @Test
  void every_published_range_is_met() {
    for (var row : vectors.get("bucket_ranges")) {
      var ranges =
          Bucketing.ranges(
              row.get("num_variations").asInt(),
              row.get("coverage").asDouble(),
              weights(row.get("weights")));
      var expected = ranges(row.get("expected"));
      assertThat(ranges).as(row.get("name").asString()).hasSameSizeAs(expected);
      for (int i = 0; i < ranges.size(); i++) {
        assertThat(ranges.get(i).from()).isCloseTo(expected.get(i).from(), within(1e-12));
        assertThat(ranges.get(i).to()).isCloseTo(expected.get(i).to(), within(1e-12));
      }
    }
  }

  @Test
  void every_published_choice_is_met() {
    for (var row : vectors.get("choose_variation")) {
      assertThat(Bucketing.choose(row.get("n").asDouble(), ranges(row.get("ranges"))))
          .as(row.get("name").asString())
          .isEqualTo(row.get("expected").asInt());
    }
  }

  @Test
  void every_published_namespace_is_met() {
    for (var row : vectors.get("in_namespace")) {
      var space = row.get("namespace");
      var slice = new Range(space.get(1).asDouble(), space.get(2).asDouble());
      assertThat(Bucketing.inNamespace(row.get("value").asString(), space.get(0).asString(), slice))
          .as(row.get("name").asString())
          .isEqualTo(row.get("expected").asBoolean());
    }
  }

  @Test
  void raising_coverage_only_adds_people_and_nobody_changes_arm() {
    var weights = new double[] {.3, .3, .4};
    for (int person = 0; person < 20_000; person++) {
      int before = -1;
      for (int percent : RollOut.STEPS) {
        int arm =
            Bucketing.variation(
                "cover", "p" + person, Bucketing.ranges(3, percent / 100d, weights));
        if (before >= 0) assertThat(arm).isEqualTo(before);
        before = arm;
      }
      assertThat(before).isNotNegative();
    }
  }

  @Test
  void a_holdout_takes_its_share_and_growing_it_keeps_those_it_had() {
    var small = new Holdout("winter", .05);
    var large = new Holdout("winter", .10);
    int held = 0;
    for (int person = 0; person < 100_000; person++) {
      var id = "person-" + person;
      if (small.holds(id)) {
        held++;
        assertThat(large.holds(id)).isTrue();
      }
    }
    assertThat(held).isBetween(4_700, 5_300);
  }

  @Test
  void someone_without_an_id_is_in_no_variation() {
    assertThat(Bucketing.variation("any", "", Bucketing.ranges(2, 1, null))).isEqualTo(-1);
  }

  private static double @Nullable [] weights(JsonNode node) {
    if (node.isNull()) return null;
    var weights = new double[node.size()];
    for (int i = 0; i < weights.length; i++) weights[i] = node.get(i).asDouble();
    return weights;
  }

  private static List<Range> ranges(JsonNode rows) {
    var ranges = new ArrayList<Range>();
    for (var row : rows) ranges.add(new Range(row.get(0).asDouble(), row.get(1).asDouble()));
    return ranges;
  }
}
