package changke.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One installation sells in one currency, and no page assumes which.
class CurrencyTest {

  @Test
  void no_page_assumes_a_currency() {
    var pages = new ArrayList<>(Sources.under(Sources.SERVER.resolve("jte"), ".jte"));
    for (var face : List.of("storefront", "workbench", "backoffice", "counter")) {
      pages.addAll(Sources.under(Sources.SERVER.resolve("java/changke/" + face), ".java"));
    }
    assertThat(pages)
        .filteredOn(source -> source.text().contains("\"CNY\""))
        .map(Sources.Source::name)
        .isEmpty();
  }
}
