package changke.rewards;

import changke.ledger.Ledger;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What points stand for, and what rules would cost.
@Component
public class Reports {

  private static final int DAYS = 30;

  private final ReportRows rows;
  private final Ledger ledger;
  private final Worths worths;
  private final Zones zones;
  private final Clock clock;

  Reports(ReportRows rows, Ledger ledger, Worths worths, Zones zones, Clock clock) {
    this.rows = rows;
    this.ledger = ledger;
    this.worths = worths;
    this.zones = zones;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public Liability liability() {
    var kinds = ledger.totals(PointBooks.UNIT);
    var available = kinds.getOrDefault("points", 0L);
    var pending = kinds.getOrDefault("points-pending", 0L);
    var now = clock.instant();
    return new Liability(
        -kinds.getOrDefault("points-issued", 0L),
        kinds.getOrDefault("points-redeemed", 0L),
        kinds.getOrDefault("points-breakage", 0L),
        available,
        pending,
        -kinds.getOrDefault("points-debt", 0L),
        kinds.getOrDefault("points-budget", 0L),
        new Worth(now, worths.now(now)).pays(available + pending));
  }

  /// What a rule would have given within the last 30 days, had it been in force: deeds of its kind
  /// are told to it one by one, its caps by person and day included.
  @Transactional(readOnly = true)
  public Preview preview(EarnRule rule) {
    var until = LocalDate.ofInstant(clock.instant(), zones.own());
    return Preview.of(rule, rows.deeds(rule, until.minusDays(DAYS), until));
  }

  /// Points earned and clawed back within the last 30 days by rule.
  List<ReportRows.RuleCost> costs() {
    return rows.costs(LocalDate.ofInstant(clock.instant(), zones.own()).minusDays(DAYS));
  }

  /// How many members belong to each class that counts by purchases, roughly.
  public Map<String, Long> classes() {
    return rows.classes(clock.instant());
  }
}
