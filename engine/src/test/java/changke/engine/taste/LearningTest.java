package changke.engine.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import changke.engine.taste.CoPurchase.Likeness;
import changke.engine.taste.CoPurchase.Weighting;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What was learnt purchase by purchase equals what is trained on all purchases at once.
class LearningTest {

  private static final int NEW_PURCHASES = 60;
  private Purchases all = Shop.purchases(80, 40, 6, 4);

  @Test
  void co_purchase_learnt_one_by_one_is_co_purchase_trained_on_all() {
    for (var likeness : Likeness.values()) {
      var settings = new CoPurchase(likeness, Weighting.NONE, 6, 2, true);
      var learning = new LearningCoPurchase(all, settings);
      var random = new SplittableRandom(8);
      learning.model();
      for (int i = 0; i < NEW_PURCHASES; i++) {
        int person = random.nextInt(80);
        int item = random.nextInt(40);
        int before = all.size();
        all = Shop.plus(all, person, item);
        assertThat(learning.learn(person, item)).isEqualTo(all.size() > before);
        if (i % 10 == 9) same(learning.model(), settings.train(all), 0);
      }
    }
  }

  @Test
  void ease_learnt_one_by_one_is_ease_trained_on_all() {
    var learning = new LearningEase(all, 15);
    var random = new SplittableRandom(8);
    for (int i = 0; i < NEW_PURCHASES; i++) {
      int person = random.nextInt(80);
      int item = random.nextInt(40);
      var before = all.of(person);
      all = Shop.plus(all, person, item);
      learning.learn(before, all.of(person));
    }
    same(learning.model(), Ease.train(all, 15), 1e-6);
  }

  @Test
  void a_refund_is_learnt_as_well() {
    var learning = new LearningEase(all, 15);
    var before = all.of(5);
    learning.learn(before, Shop.with(before, 39));
    learning.learn(Shop.with(before, 39), before);
    same(learning.model(), Ease.train(all, 15), 1e-6);
  }

  @Test
  void weights_that_hang_on_everybody_are_refused() {
    assertThatThrownBy(() -> new LearningCoPurchase(all, CoPurchase.usual()))
        .hasMessageContaining("BM25");
  }

  private static void same(Model ours, Model trained, double close) {
    for (int i = 0; i < trained.items(); i++) {
      for (int j = 0; j < trained.items(); j++) {
        assertThat(ours.link(i, j)).isCloseTo(trained.link(i, j), within((float) close));
      }
    }
  }
}
