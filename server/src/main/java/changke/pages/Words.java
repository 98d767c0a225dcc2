package changke.pages;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// Every sentence of every screen in both languages, from `words/SCREEN.LANGUAGE.properties`. A key
/// starts with the name of its file: `storefront.home.title`. Parameters are `{0}`, `{1}` as in
/// [MessageFormat]; write apostrophes as ’.
@Component
public class Words {

  /// The languages that the house speaks; the first is spoken when nobody asks for another.
  public static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

  private final Map<String, Map<String, String>> byLanguage = new HashMap<>();

  Words() {
    for (var language : LANGUAGES) {
      byLanguage.put(language.getLanguage(), read(language.getLanguage()));
    }
  }

  /// The language of ours that fits best.
  public static Locale closest(Locale asked) {
    return LANGUAGES.stream()
        .filter(ours -> ours.getLanguage().equals(asked.getLanguage()))
        .findFirst()
        .orElse(asked.getLanguage().isEmpty() ? LANGUAGES.getFirst() : Locale.ENGLISH);
  }

  /// The sentence; an unknown key is a bug and says so.
  public String say(Locale language, String key, Object... parameters) {
    var sentence = all(language).get(key);
    if (sentence == null) {
      throw new IllegalArgumentException("no words for " + key + " in " + language);
    }
    return parameters.length == 0 && sentence.indexOf('{') < 0
        ? sentence
        : new MessageFormat(sentence, language).format(parameters);
  }

  public boolean knows(String key) {
    return all(Locale.ENGLISH).containsKey(key);
  }

  Map<String, String> all(Locale language) {
    return byLanguage.getOrDefault(language.getLanguage(), Map.of());
  }

  private static Map<String, String> read(String language) {
    var words = new HashMap<String, String>();
    try {
      var files =
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:words/*." + language + ".properties");
      for (var file : files) {
        var properties = new Properties();
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
          properties.load(reader);
        }
        properties.forEach((key, sentence) -> words.put(key.toString(), sentence.toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(words);
  }
}
