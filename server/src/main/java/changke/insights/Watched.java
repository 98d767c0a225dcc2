package changke.insights;

import changke.engine.days.People;
import changke.engine.rhythm.Alarm;
import changke.engine.rhythm.Cusum;
import changke.engine.rhythm.Watch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The daily series that are watched, with their alarms of the last four weeks and what explains
/// each.
///
/// @param first the local day of the first value
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record Watched(String measure, double[] series, int first, List<Told> alarms) {

  static final int DAYS = 16 * 7;
  static final List<String> MEASURES = List.of("active", "fresh", "orders", "net");
  private static final int RECENT = 28;
  private static final int SEASONS = 8;

  /// Once in so many days one of the series may give a false alarm.
  private static final double FALSE_ALARM_DAYS = 400;

  /// An alarm and the part of the whole that explains most of it; empty when none does.
  record Told(Alarm alarm, String part) {}

  static List<Watched> of(Scope scope, Voice voice) {
    int end = Math.min((int) scope.to().toEpochDay() + 1, scope.today());
    var watch = new Watch(7, SEASONS, Cusum.limit(FALSE_ALARM_DAYS, MEASURES.size()));
    var all = new ArrayList<Watched>();
    for (var measure : MEASURES) {
      all.add(of(scope, voice, watch, measure, end - DAYS, end));
    }
    return all;
  }

  private static Watched of(
      Scope scope, Voice voice, Watch watch, String measure, int first, int end) {
    var series = series(scope.all(), scope.people(), -1, measure, first, end);
    var recent = new ArrayList<Told>();
    var parts = new LinkedHashMap<String, double[]>();
    for (var alarm : watch.alarms(series)) {
      if (alarm.period() >= series.length - RECENT) {
        if (parts.isEmpty()) {
          parts.putAll(parts(scope, voice, measure, first, end));
        }
        recent.clear(); // The latest one says how it stands; those before led to it.
        recent.add(new Told(alarm, watch.explains(alarm, parts).orElse("")));
      }
    }
    return new Watched(measure, series, first, recent);
  }

  private static double[] series(
      Behaviour all, People people, int category, String measure, int first, int end) {
    return switch (measure) {
      case "active" -> Series.people(all, Behaviour.ACTIVE, people, first, end);
      case "fresh" -> Series.fresh(all, Behaviour.ACTIVE, people, first, end);
      case "orders" -> Series.orders(all, people, category, false, first, end);
      default -> Series.orders(all, people, category, true, first, end);
    };
  }

  /// People in parts by what they have bought so far; money by category.
  private static Map<String, double[]> parts(
      Scope scope, Voice voice, String measure, int first, int end) {
    var parts = new LinkedHashMap<String, double[]>();
    if (measure.equals("active") || measure.equals("fresh")) {
      for (var crowd : List.of("guests", "neverbought", "once", "again")) {
        var people = scope.people().and(Crowds.of(scope.all(), crowd));
        parts.put(
            voice.say("console.who." + crowd),
            series(scope.all(), people, -1, measure, first, end));
      }
    } else {
      int categories = Math.min(20, scope.all().shelf().categories().size());
      for (int category = 0; category < categories; category++) {
        parts.put(
            scope.all().shelf().category(category, voice),
            series(scope.all(), scope.people(), category, measure, first, end));
      }
    }
    return parts;
  }

  /// Sum of seven closed days, counted back from the last one.
  double week(int back) {
    double sum = 0;
    for (int i = 0; i < 7; i++) {
      sum += series[series.length - 1 - back * 7 - i];
    }
    return sum;
  }
}
