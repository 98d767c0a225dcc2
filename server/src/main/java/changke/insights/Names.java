package changke.insights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Numbers for names, from 0 in the order of their first appearance.
final class Names {

  static final int NONE = -1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  int of(String name) throws UnreadableFile {
    var known = numbers.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() == HistoryLimits.NAMES) {
      throw new UnreadableFile(
          UnreadableFile.Reason.TOO_LARGE, HistoryLimits.NAMES + " different names");
    }
    numbers.put(name, names.size());
    names.add(name);
    return names.size() - 1;
  }

  String name(int number) {
    return names.get(number);
  }

  int size() {
    return names.size();
  }
}
