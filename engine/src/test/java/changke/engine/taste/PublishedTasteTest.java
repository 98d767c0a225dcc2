package changke.engine.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import changke.engine.taste.CoPurchase.Likeness;
import changke.engine.taste.CoPurchase.Weighting;
import java.nio.file.Files;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ferrari Dacrema et al., TOIS 2021, additional material, table 46: the same split, the same
/// hyper-parameters.
class PublishedTasteTest {

  @TestFactory
  Stream<DynamicTest> every_published_figure_is_met() {
    var data = MovieLens.read();
    var file = MovieLens.shared().resolve("vectors/recommendation_ml100k.json");
    assumeTrue(Files.exists(file), "left out: " + file + " is missing");
    var table = JsonMapper.shared().readTree(file.toFile());
    return StreamSupport.stream(table.spliterator(), false)
        .filter(row -> model(row, data.train()) != null)
        .map(row ->
            DynamicTest.dynamicTest(row.get("algorithm").asString(), () -> check(row, data)));
  }

  private static void check(JsonNode row, MovieLens data) {
    var model = Objects.requireNonNull(model(row, data.train()));
    var ours = Evaluation.of(model, data.train(), data.hidden(), 10);
    var published = row.get("expected");
    System.out.printf(
        "%s: P %.4f (%s) R %.4f (%s) NDCG %.4f (%s), cut at 10 %.4f, coverage %.3f%n",
        row.get("algorithm").asString(),
        ours.precision(),
        published.get("P@10"),
        ours.recall(),
        published.get("R@10"),
        ours.ndcgOverAll(),
        published.get("NDCG@10"),
        ours.ndcgAtCut(),
        ours.coverage());
    // Alpha 0 leaves nothing but ties between neighbours, and the published order among ties is
    // unknown.
    double close = row.get("algorithm").asString().equals("P3alpha") ? .001 : .0005;
    assertThat(ours.people()).isEqualTo(942);
    assertThat(ours.precision()).isCloseTo(published.get("P@10").asDouble(), within(close));
    assertThat(ours.recall()).isCloseTo(published.get("R@10").asDouble(), within(close));
    assertThat(ours.ndcgOverAll()).isCloseTo(published.get("NDCG@10").asDouble(), within(close));
  }

  private static @Nullable Model model(JsonNode row, Purchases train) {
    var hyper = row.get("hyper");
    return switch (row.get("algorithm").asString()) {
      case "TopPopular" -> Popular.train(train);
      case "ItemKNN cosine" -> knn(hyper, Likeness.COSINE, Weighting.BM25).train(train);
      case "ItemKNN jaccard" -> knn(hyper, Likeness.JACCARD, Weighting.NONE).train(train);
      // Dice as published: its numerator is not doubled, which changes no order.
      case "ItemKNN dice" ->
          new CoPurchase(Likeness.DICE, Weighting.NONE, hyper.get("topK").asInt(), 0, true)
              .train(train);
      case "P3alpha" -> walk(hyper, 0).train(train);
      case "RP3beta" -> walk(hyper, hyper.get("beta").asDouble()).train(train);
      case "EASE_R" -> Ease.train(train, hyper.get("l2").asDouble());
      default -> null;
    };
  }

  private static CoPurchase knn(JsonNode hyper, Likeness likeness, Weighting weighting) {
    return new CoPurchase(
        likeness,
        weighting,
        hyper.get("topK").asInt(),
        hyper.get("shrink").asDouble(),
        hyper.get("normalize").asBoolean());
  }

  private static RandomWalk walk(JsonNode hyper, double beta) {
    return new RandomWalk(
        hyper.get("topK").asInt(),
        hyper.get("alpha").asDouble(),
        beta,
        hyper.get("normalize").asBoolean());
  }
}
