package changke.insights;

import changke.engine.value.RfmScale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// RFM and repurchase as they are drawn.
final class CustomerViews {

  private CustomerViews() {}

  static RfmView rfm(RfmReport report, ShopHistory history, Voice voice) {
    long buyers = report.segments().values().stream().mapToLong(RfmReport.Group::people).sum();
    var table =
        new TableView.Builder(
            voice.say("insights.rfm.segment"),
            voice.say("insights.people"),
            voice.say("insights.share"),
            voice.say("insights.rfm.net"),
            voice.say("insights.rfm.orders"),
            voice.say("insights.rfm.recency"));
    var csv = new Csv("segment", "people", "net", "orders", "mean_recency_days");
    var names = new ArrayList<String>();
    var counts = new ArrayList<Double>();
    report
        .segments()
        .forEach((segment, group) -> {
          var word = segment.name().toLowerCase(Locale.ROOT).replace('_', '-');
          var name = voice.say("insights.segment." + word);
          names.add(name);
          counts.add((double) group.people());
          table.row(
              name,
              voice.number(group.people()),
              voice.percent(buyers == 0 ? 0 : (double) group.people() / buyers),
              voice.money(group.netMinor(), history.currency()),
              voice.decimal(group.meanOrders()),
              voice.decimal(group.meanRecencyDays()));
          csv.row(
              segment.name(),
              group.people(),
              Decimals.major(group.netMinor(), history.currency()),
              group.orders(),
              group.meanRecencyDays());
        });
    var chart =
        new Chart(
            "bars",
            "count",
            "",
            names,
            List.of(new Chart.Series(voice.say("insights.people"), counts)));
    return new RfmView(
        grid(report, voice),
        scale(report.scale(), history, voice),
        table.done(),
        chart,
        csv.toString());
  }

  /// Rows are recency from 5 down to 1, columns frequency from 1 to 5.
  private static List<RetentionView.Row> grid(RfmReport report, Voice voice) {
    long most = 1;
    for (var row : report.grid()) {
      for (var cell : row) {
        most = Math.max(most, cell.people());
      }
    }
    var rows = new ArrayList<RetentionView.Row>();
    for (int recency = 5; recency >= 1; recency--) {
      var cells = new ArrayList<RetentionView.Square>();
      long people = 0;
      for (var cell : report.grid().get(recency - 1)) {
        people += cell.people();
        cells.add(
            new RetentionView.Square(
                voice.number(cell.people()),
                "ramp-" + Math.round(20 * Math.sqrt((double) cell.people() / most)),
                ""));
      }
      rows.add(new RetentionView.Row(String.valueOf(recency), voice.number(people), false, cells));
    }
    return rows;
  }

  private static TableView scale(RfmScale scale, ShopHistory history, Voice voice) {
    var recency = scale.recency();
    var orders = scale.frequency();
    var money = scale.money();
    var currency = history.currency();
    return new TableView.Builder(
            voice.say("insights.rfm.score"),
            voice.say("insights.rfm.scale.recency"),
            voice.say("insights.rfm.scale.frequency"),
            voice.say("insights.rfm.scale.money"))
        .row(
            "5",
            "≤ " + recency.five(),
            "≥ " + orders.five(),
            "≥ " + voice.money(money.five(), currency))
        .row(
            "4",
            "≤ " + recency.four(),
            "≥ " + orders.four(),
            "≥ " + voice.money(money.four(), currency))
        .row(
            "3",
            "≤ " + recency.three(),
            "≥ " + orders.three(),
            "≥ " + voice.money(money.three(), currency))
        .row(
            "2",
            "≤ " + recency.two(),
            "≥ " + orders.two(),
            "≥ " + voice.money(money.two(), currency))
        .row(
            "1",
            "> " + recency.two(),
            "< " + orders.two(),
            "< " + voice.money(money.two(), currency))
        .done();
  }

  static RepeatView repeat(RepeatReport report, Voice voice) {
    var within =
        new TableView.Builder(
            voice.say("insights.repeat.days"),
            voice.say("insights.repeat.eligible"),
            voice.say("insights.repeat.returned"),
            voice.say("insights.share"),
            voice.say("insights.interval"));
    var csv = new Csv("measure", "days", "eligible", "returned", "share", "low", "high");
    for (var repurchase : report.within()) {
      var interval = RepeatReport.interval(repurchase);
      boolean known = repurchase.eligible() > 0;
      within.row(
          String.valueOf(repurchase.horizonDays()),
          voice.number(repurchase.eligible()),
          voice.number(repurchase.returned()),
          voice.percent(repurchase.share()),
          known ? voice.percent(interval.low()) + " – " + voice.percent(interval.high()) : "–");
      csv.row(
          "repurchase",
          repurchase.horizonDays(),
          repurchase.eligible(),
          repurchase.returned(),
          known ? repurchase.share().orElse(0) : "",
          known ? interval.low() : "",
          known ? interval.high() : "");
    }
    var orders = report.orders();
    csv.row("people", "", orders.people(), "", "", "", "");
    csv.row(
        "single purchase", "", orders.people(), orders.once(), text(orders.singleShare()), "", "");
    csv.row("mean gap days", text(orders.meanGapDays()), "", orders.gaps(), "", "", "");
    var median = report.waiting().median();
    csv.row(
        "median days to second order",
        median.isPresent() ? String.valueOf(median.getAsInt()) : "",
        report.waiting().people(),
        "",
        "",
        "",
        "");
    return new RepeatView(
        within.done(),
        byOrders(report, voice),
        curve(report, voice),
        distribution(report, voice),
        csv.toString());
  }

  private static String text(java.util.OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "";
  }

  private static TableView byOrders(RepeatReport report, Voice voice) {
    var table =
        new TableView.Builder(
            voice.say("insights.repeat.orders"),
            voice.say("insights.people"),
            voice.say("insights.share"));
    long people = report.orders().people();
    for (int i = 0; i < report.byOrders().size(); i++) {
      long count = report.byOrders().get(i);
      table.row(
          orderCount(i, report),
          voice.number(count),
          voice.percent(people == 0 ? 0 : (double) count / people));
    }
    return table.done();
  }

  private static String orderCount(int index, RepeatReport report) {
    return index + 1 == report.byOrders().size() ? index + 1 + "+" : String.valueOf(index + 1);
  }

  private static Chart distribution(RepeatReport report, Voice voice) {
    var names = new ArrayList<String>();
    var counts = new ArrayList<Double>();
    for (int i = 0; i < report.byOrders().size(); i++) {
      names.add(orderCount(i, report));
      counts.add((double) report.byOrders().get(i));
    }
    return new Chart(
        "bars",
        "count",
        voice.say("insights.repeat.orders"),
        names,
        List.of(new Chart.Series(voice.say("insights.people"), counts)));
  }

  /// The share that has ordered again, by days since the first order.
  private static Chart curve(RepeatReport report, Voice voice) {
    var days = new ArrayList<String>();
    var shares = new ArrayList<Double>();
    var low = new ArrayList<Double>();
    var high = new ArrayList<Double>();
    for (var step : report.waiting().steps()) {
      days.add(String.valueOf(step.day()));
      double share = 1 - step.waiting();
      shares.add(share);
      low.add(Math.max(0, share - 1.96 * step.error()));
      high.add(Math.min(1, share + 1.96 * step.error()));
    }
    return new Chart(
        "band",
        "percent",
        voice.say("insights.repeat.since"),
        days,
        List.of(new Chart.Series(voice.say("insights.repeat.curve"), shares, low, high)));
  }
}
