package changke.insights;

import java.util.List;

/// All reports of the console.
final class Boards {

  private static final List<Report> ALL =
      List.of(
          new RetentionBoard(),
          new DigestBoard(),
          new AlarmBoard(),
          new FunnelBoard(),
          new PathBoard(),
          new StickinessBoard(),
          new LifecycleBoard(),
          new RfmBoard(),
          new RevenueBoard(),
          new RepeatBoard(),
          new PirateBoard(),
          new ConcentrationBoard(),
          new CrossBoard(),
          new HoursBoard(),
          new AttributionBoard(),
          new OfferLifeBoard());

  private Boards() {}

  static List<String> names() {
    return ALL.stream().map(Report::name).toList();
  }

  static Report find(String name) {
    return ALL.stream()
        .filter(report -> report.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no report " + name));
  }
}
