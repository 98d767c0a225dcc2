package changke.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Turns text into what is searched: words for scripts with spaces, pairs of neighbours for Chinese
/// and Japanese, where nobody types spaces. Width, case and accents do not matter (Unicode NFKC,
/// then marks dropped).
///
/// The last sign of a Chinese run is kept alone as well, so that a question of one sign, asked as a
/// prefix, finds it wherever it stands.
final class SearchWords {

  private static final int MOST_POSITIONS = 16_000;
  private static final int LONGEST_WORD = 64;
  private static final int MOST_ASKED = 12;

  private SearchWords() {}

  /// The text form of a tsvector; `title` weighs most, then `tags`, then `rest`.
  static String index(String title, String tags, String rest) {
    var places = new LinkedHashMap<String, StringBuilder>();
    var position = place(places, title, 1, 'A');
    position = place(places, tags, position, 'B');
    place(places, rest, position, 'C');
    return places.entrySet().stream()
        .map(entry -> quote(entry.getKey()) + ":" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  /// The text form of a tsquery that wants every word, the last one also as a beginning; empty when
  /// the text holds no word.
  static String query(String text) {
    var asked = new LinkedHashSet<String>();
    for (var run : runs(text)) {
      if (run.ideographs() && run.signs().size() == 1) {
        asked.add(quote(run.text()) + ":*");
      } else if (run.ideographs()) {
        pairs(run).forEach(pair -> asked.add(quote(pair)));
      } else {
        asked.add(quote(run.text()) + (run.last() ? ":*" : ""));
      }
    }
    return asked.stream().limit(MOST_ASKED).collect(Collectors.joining(" & "));
  }

  private static int place(Map<String, StringBuilder> places, String text, int from, char weight) {
    var position = from;
    for (var run : runs(text)) {
      for (var word : words(run)) {
        var found = places.computeIfAbsent(word, _ -> new StringBuilder());
        if (found.length() < 100) {
          found.append(found.isEmpty() ? "" : ",").append(position).append(weight);
        }
        position = Math.min(position + 1, MOST_POSITIONS);
      }
    }
    return position;
  }

  private static List<String> words(Run run) {
    if (run.ideographs()) {
      var words = pairs(run);
      words.add(Character.toString(run.signs().getLast()));
      return words;
    }
    var words = new ArrayList<String>();
    words.add(run.text());
    var parts = run.text().split("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");
    if (parts.length > 1) {
      words.addAll(List.of(parts));
    }
    return words;
  }

  private static List<String> pairs(Run run) {
    var pairs = new ArrayList<String>();
    for (int i = 1; i < run.signs().size(); i++) {
      pairs.add(
          Character.toString(run.signs().get(i - 1)) + Character.toString(run.signs().get(i)));
    }
    return pairs;
  }

  private static List<Run> runs(String text) {
    var folded =
        Normalizer.normalize(
            Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT),
            Normalizer.Form.NFD);
    var runs = new ArrayList<Run>();
    var current = new ArrayList<Integer>();
    var ideographs = false;
    for (var sign : folded.codePoints().toArray()) {
      if (Character.getType(sign) == Character.NON_SPACING_MARK) {
        continue;
      }
      var wanted = Character.isLetterOrDigit(sign);
      var ideograph = wanted && ideograph(sign);
      if (!current.isEmpty() && (!wanted || ideograph != ideographs)) {
        runs.add(new Run(List.copyOf(current), ideographs, false));
        current.clear();
      }
      if (wanted && (ideograph || current.size() < LONGEST_WORD)) {
        current.add(sign);
        ideographs = ideograph;
      }
    }
    if (!current.isEmpty()) {
      runs.add(new Run(List.copyOf(current), ideographs, true));
    }
    return runs;
  }

  private static boolean ideograph(int sign) {
    return switch (Character.UnicodeScript.of(sign)) {
      case HAN, HIRAGANA, KATAKANA -> true;
      default -> false;
    };
  }

  private static String quote(String word) {
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /// Neighbouring signs of one kind; `last` when the text ends with it.
  private record Run(List<Integer> signs, boolean ideographs, boolean last) {
    String text() {
      return signs.stream().map(Character::toString).collect(Collectors.joining());
    }
  }
}
