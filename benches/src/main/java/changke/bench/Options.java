package changke.bench;

import java.util.HashMap;
import java.util.Map;

/// What stood behind the bench's name on the command line: `--quick`, `--events 100000000`.
public record Options(boolean quick, Map<String, String> values) {

  static Options parse(String[] args, int from) {
    var values = new HashMap<String, String>();
    var quick = false;
    for (int i = from; i < args.length; i++) {
      var name = args[i];
      if (name.equals("--quick")) {
        quick = true;
      } else if (name.startsWith("--") && i + 1 < args.length) {
        values.put(name.substring(2), args[++i]);
      } else {
        throw new IllegalArgumentException("unexpected argument: " + name);
      }
    }
    return new Options(quick, Map.copyOf(values));
  }

  /// A size: the given value, else `small` with `--quick` and `full` without.
  public long size(String name, long small, long full) {
    var given = values.get(name);
    return given == null ? (quick ? small : full) : Long.parseLong(given.replace("_", ""));
  }

  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }
}
