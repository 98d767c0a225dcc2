package changke.messaging;

import changke.shared.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The hours at which somebody looks: their own where a model knows them, else those at which
/// people of this shop followed messages, else evenings.
@Component
class ShopRhythm {

  /// Where nothing has been followed yet: mornings a little, noon, and evenings most.
  private static final List<Double> EVENINGS =
      Stream.of(2, 1, 1, 1, 1, 1, 2, 4, 6, 6, 6, 6, 8, 7, 6, 6, 6, 7, 9, 11, 12, 12, 9, 5)
          .map(Integer::doubleValue)
          .toList();

  private final ObjectProvider<Rhythm> models;

  ShopRhythm(ObjectProvider<Rhythm> models) {
    this.models = models;
  }

  List<Double> hours(PersonId person) {
    return models.stream()
        .map(model -> model.hours(person))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(EVENINGS);
  }
}
