package changke.insights;

import changke.engine.days.People;
import changke.engine.rhythm.Alarm;
import changke.engine.rhythm.Cusum;
import changke.engine.rhythm.Watch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

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
  private static final int MOST_CATEGORIES = 20;

  /// Once in so many days one of the series may give a false alarm.
  private static final double FALSE_ALARM_DAYS = 400;

  /// An alarm and the part of the whole that explains most of it; empty when none does.
  record Told(Alarm alarm, String part) {}

  static List<Watched> of(Scope scope, Voice voice) {
    int end = Math.min((int) scope.to().toEpochDay() + 1, scope.today());
    int first = end - DAYS;
    int categories = Math.min(MOST_CATEGORIES, scope.all().shelf().categories().size());
    var sold = Series.sold(scope.all(), scope.people(), first, end, categories);
    var watch = new Watch(7, SEASONS, Cusum.limit(FALSE_ALARM_DAYS, MEASURES.size()));
    var all = new ArrayList<Watched>();
    for (var measure : MEASURES) {
      var series = series(scope.all(), scope.people(), sold, measure, first, end);
      // The latest alarm says how it stands; those before led to it.
      var alarms = watch.alarms(series);
      var told = new ArrayList<Told>();
      if (!alarms.isEmpty() && alarms.getLast().period() >= DAYS - RECENT) {
        var parts = parts(scope, voice, sold, measure, first, end);
        told.add(new Told(alarms.getLast(), watch.explains(alarms.getLast(), parts).orElse("")));
      }
      all.add(new Watched(measure, series, first, told));
    }
    return all;
  }

  private static double[] series(
      Behaviour all, People people, Series.Sold sold, String measure, int first, int end) {
    return switch (measure) {
      case "active" -> Series.people(all, Behaviour.ACTIVE, people, first, end);
      case "fresh" -> Series.fresh(all, Behaviour.ACTIVE, people, first, end);
      case "orders" -> sold.orders;
      default -> sold.net;
    };
  }

  /// People in parts by what they have bought so far; money by category.
  private static Map<String, double[]> parts(
      Scope scope, Voice voice, Series.Sold sold, String measure, int first, int end) {
    var parts = new LinkedHashMap<String, double[]>();
    if (measure.equals("active") || measure.equals("fresh")) {
      for (var crowd : List.of("guests", "neverbought", "once", "again")) {
        var people = scope.people().and(Crowds.of(scope.all(), crowd));
        parts.put(
            voice.say("console.who." + crowd),
            series(scope.all(), people, sold, measure, first, end));
      }
    } else {
      var series = measure.equals("orders") ? sold.ordersIn : sold.netIn;
      for (int category = 0; category < series.length; category++) {
        parts.put(scope.all().shelf().category(category, voice), series[category]);
      }
    }
    return parts;
  }

  /// What a day should reach; money in minor units.
  OptionalDouble target(Scope scope) {
    var target = scope.goals().target(measure);
    int digits = measure.equals("net") ? Decimals.digits(scope.all().currency()) : 0;
    return target.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(target.getAsLong() * Math.pow(10, digits));
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
