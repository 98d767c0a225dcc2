package changke.engine.churn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The method that did best on later cuts, ready to score people.
public final class Champion implements Learned {

  /// More reasons than this nobody reads.
  private static final int REASONS = 3;

  private final Target target;
  private final Method method;
  private final Scorer scorer;
  private final Platt platt;
  private final List<Report> reports;

  Champion(Target target, Method method, Scorer scorer, Platt platt, List<Report> reports) {
    this.target = target;
    this.method = method;
    this.scorer = scorer;
    this.platt = platt;
    this.reports = List.copyOf(reports);
  }

  public Method method() {
    return method;
  }

  /// All methods on the test cuts, the simplest first. The champion was chosen by these figures, so
  /// its own is a little too kind.
  public List<Report> reports() {
    return reports;
  }

  /// The risk of everybody the target asks about, the highest first.
  ///
  /// @param cut the first day that is not seen: tomorrow, when today is over
  public List<Risk> score(Acts acts, int cut) {
    var sight = new Sight(acts, cut, target);
    var risks = new ArrayList<Risk>();
    for (int person = 0; person < acts.people(); person++) {
      if (sight.until(person) != Target.NOT_ASKED) {
        risks.add(risk(person, sight.row(person)));
      }
    }
    risks.sort(Comparator.comparingDouble(Risk::probability).reversed());
    return risks;
  }

  private Risk risk(int person, double[] row) {
    var effects = scorer.effects(row);
    var reasons = new ArrayList<Reason>();
    for (var feature : Feature.values()) {
      var effect = feature.of(effects) * platt.slope();
      if (effect != 0) {
        reasons.add(new Reason(feature, feature.of(row), effect));
      }
    }
    reasons.sort(Comparator.comparingDouble((Reason r) -> Math.abs(r.effect())).reversed());
    return new Risk(
        person,
        platt.probability(scorer.score(row)),
        reasons.subList(0, Math.min(REASONS, reasons.size())));
  }
}
