package changke.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/// A missing variable fails here, not at night.
class LettersTest {

  @Test
  void every_letter_has_both_templates_with_exactly_its_variables() throws Exception {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AssignableTypeFilter(Letter.class));
    var letters = scanner.findCandidateComponents("changke");
    assertThat(letters).isNotEmpty();
    for (var found : letters) {
      var letter = Class.forName(found.getBeanClassName());
      var components = new TreeSet<String>();
      for (var component : letter.getRecordComponents()) {
        components.add(component.getName());
      }
      for (var language : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
        assertThat(Templates.variables(letter.getSimpleName(), language))
            .as(letter.getSimpleName() + " " + language)
            .isEqualTo(components);
      }
    }
  }
}
