package changke.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.StringReader;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every sentence exists in both languages, and every key that a template names exists.
class WordsTest {

  private static final Pattern SAID = Pattern.compile("say\\(\\s*\"([^\"]+)\"\\s*[,)]");

  @Test
  void both_languages_have_the_same_words() throws IOException {
    var english = words("en");
    var chinese = words("zh");
    assertThat(english).isNotEmpty();
    assertThat(chinese.keySet()).isEqualTo(english.keySet());
  }

  @Test
  void both_languages_have_the_same_parameters() throws IOException {
    var chinese = words("zh");
    var found = new ArrayList<String>();
    words("en")
        .forEach((key, sentence) -> {
          if (parameters(sentence) != parameters(chinese.getOrDefault(key, sentence))) {
            found.add(key);
          }
        });
    assertThat(found).isEmpty();
  }

  @Test
  void every_sentence_can_be_said() throws IOException {
    for (var language : new String[] {"en", "zh"}) {
      words(language)
          .forEach((key, sentence) -> {
            assertThat(sentence).as(key).doesNotContain("'").isNotBlank();
            assertThatCode(() -> new MessageFormat(sentence)).as(key).doesNotThrowAnyException();
          });
    }
  }

  @Test
  void every_key_that_a_page_names_exists() throws IOException {
    var known = words("en").keySet();
    var found = new ArrayList<String>();
    for (var ending : new String[] {".jte", ".java"}) {
      for (var source : Sources.under(Sources.SERVER, ending)) {
        var said = SAID.matcher(source.text());
        while (said.find()) {
          if (!known.contains(said.group(1))) {
            found.add(source.name() + ": " + said.group(1));
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static int parameters(String sentence) {
    return new MessageFormat(sentence).getFormatsByArgumentIndex().length;
  }

  private static Map<String, String> words(String language) throws IOException {
    var words = new TreeMap<String, String>();
    for (var file :
        Sources.under(Sources.SERVER.resolve("resources/words"), "." + language + ".properties")) {
      var screen = file.path().getFileName().toString().replaceFirst("\\..*", "");
      var properties = new Properties();
      properties.load(new StringReader(file.text()));
      properties.forEach((key, sentence) -> {
        assertThat(key.toString())
            .as("a key starts with the name of its file")
            .startsWith(screen + ".");
        words.put(key.toString(), sentence.toString());
      });
    }
    return words;
  }
}
