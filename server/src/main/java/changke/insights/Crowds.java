package changke.insights;

import changke.engine.days.DaySet;
import changke.engine.days.People;
import java.util.Arrays;
import java.util.List;

/// Groups of people that every report can be narrowed to.
final class Crowds {

  /// The first one is everybody.
  static final List<String> NAMES =
      List.of(
          "all",
          "members",
          "guests",
          "buyers",
          "neverbought",
          "once",
          "again",
          "new30",
          "active30",
          "silent30",
          "silent90");

  private Crowds() {}

  static People of(Behaviour all, String name) {
    return all.once("crowd " + name, () -> find(all, name));
  }

  private static People find(Behaviour all, String name) {
    var everybody = all.everybody();
    var orders = all.purchases;
    return switch (name) {
      case "members" -> all.members();
      case "guests" -> everybody.minus(all.members());
      case "buyers" -> People.of(all.size(), p -> orders.count(p) > 0);
      case "neverbought" ->
          People.of(all.size(), p -> everybody.contains(p) && orders.count(p) == 0);
      case "once" -> People.of(all.size(), p -> orders.count(p) == 1);
      case "again" -> People.of(all.size(), p -> orders.count(p) > 1);
      case "new30" -> everybody.minus(activeBefore(all, 30));
      case "active30" -> activeWithin(all, 30);
      case "silent30" -> activeBefore(all, 30).minus(activeWithin(all, 30));
      case "silent90" -> activeBefore(all, 90).minus(activeWithin(all, 90));
      default -> everybody;
    };
  }

  /// Active on one of the last days, today among them.
  private static People activeWithin(Behaviour all, int days) {
    int today = (int) all.today().toEpochDay();
    return active(all, Behaviour.ACTIVE, today - days + 1, today + 1);
  }

  /// Who did something of a kind on one of the days from `first` until before `end`.
  static People active(Behaviour all, int kind, int first, int end) {
    var set = all.sets.kind(kind);
    var words = new long[(all.size() + 63) >>> 6];
    var chunk = new long[DaySet.CHUNK_WORDS];
    for (int c = 0; c < set.chunks() && c * chunk.length < words.length; c++) {
      Arrays.fill(chunk, 0);
      for (int day = first; day < end; day++) {
        set.addActive(c, day, chunk);
      }
      int from = c * chunk.length;
      System.arraycopy(chunk, 0, words, from, Math.min(chunk.length, words.length - from));
    }
    return People.ofWords(words, all.size());
  }

  /// Whose first act lies before the last days.
  private static People activeBefore(Behaviour all, int days) {
    var set = all.sets.kind(Behaviour.ACTIVE);
    long limit = all.today().minusDays(days - 1L).atStartOfDay(all.zone()).toEpochSecond();
    return People.of(
        all.size(),
        p -> {
          long first = set.first(p);
          return first >= 0 && first < limit;
        });
  }
}
