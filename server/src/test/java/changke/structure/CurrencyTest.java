package changke.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// One installation sells in one currency, and no page assumes which.
class CurrencyTest {

  @Test
  void no_page_assumes_a_currency() {
    for (var face : List.of("storefront", "workbench")) {
      assertThat(Sources.under(Sources.SERVER.resolve("java/changke/" + face), ".java"))
          .filteredOn(source -> source.text().contains("\"CNY\""))
          .map(Sources.Source::name)
          .isEmpty();
    }
  }
}
