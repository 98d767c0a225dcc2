package changke.insights;

import changke.engine.days.People;
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
    return all.once("crowd " + name, () -> find(all, name).and(all.everybody()));
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
    return all.everybody().and(all.sets.kind(kind).activeWithin(first, end));
  }

  /// Whose first act lies before the last days.
  private static People activeBefore(Behaviour all, int days) {
    int limit = (int) all.today().toEpochDay() - days + 1;
    return all.everybody()
        .and(all.sets.kind(Behaviour.ACTIVE).startingWithin(Integer.MIN_VALUE, limit));
  }
}
