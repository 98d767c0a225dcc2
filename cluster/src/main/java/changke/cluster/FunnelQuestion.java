package changke.cluster;

import changke.engine.days.History;
import changke.engine.days.People;
import changke.engine.funnel.Funnel;
import changke.engine.funnel.FunnelQuery;
import changke.engine.funnel.FunnelQuery.Exclusion;
import changke.engine.funnel.FunnelQuery.Order;
import changke.engine.funnel.FunnelQuery.Per;
import changke.engine.funnel.FunnelQuery.Step;
import changke.engine.funnel.FunnelTally;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// `funnel --steps open,browse,order --window P7D`.
record FunnelQuestion(
    String name, List<String> steps, String within, String excluded, FunnelQuery query)
    implements Question<FunnelTally> {

  static FunnelQuestion parse(Arguments given, Setting setting) {
    var steps = List.of(given.text("steps").split(","));
    var excluded = given.text("exclude", "");
    var query =
        new FunnelQuery(
            given.read("within", "", within -> steps(steps, within, setting)),
            given.read("order", "any-between", text -> Order.valueOf(Arguments.constant(text))),
            given.read("rising", "false", Boolean::valueOf),
            given.read("window", Duration::parse),
            given.read("exclude", "", text -> exclusions(text, setting)),
            given.read("per", "person", text -> Per.valueOf(Arguments.constant(text))),
            given.read("from", "1970-01-01", text -> setting.startOf(LocalDate.parse(text))),
            given.find("to") == null
                ? setting.horizon()
                : given.read("to", text -> setting.startOf(LocalDate.parse(text).plusDays(1))));
    return new FunnelQuestion(
        given.text("name", "funnel"), steps, given.text("within", ""), excluded, query);
  }

  @Override
  public boolean readsEveryKind() {
    return query.per() == Per.SESSION || query.order() == Order.ALL_ADJACENT;
  }

  @Override
  public FunnelTally tally(History history) {
    return Funnel.tally(history, query, People.all(history.people()));
  }

  @Override
  public FunnelTally merge(FunnelTally one, FunnelTally other) {
    return one.merge(other);
  }

  @Override
  public Report report(FunnelTally whole) {
    return FunnelText.of(this, whole.report());
  }

  @Override
  public Class<FunnelTally> tallyType() {
    return FunnelTally.class;
  }

  private static List<Step> steps(List<String> kinds, String within, Setting setting) {
    var limits = within.isEmpty() ? List.<String>of() : List.of(within.split(","));
    if (!limits.isEmpty() && limits.size() != kinds.size() - 1) {
      throw new IllegalArgumentException(
          "one duration, or any, for each of the %d steps behind the first"
              .formatted(kinds.size() - 1));
    }
    var steps = new ArrayList<Step>();
    for (int i = 0; i < kinds.size(); i++) {
      var limit = i == 0 || limits.isEmpty() ? "any" : limits.get(i - 1);
      var time = limit.equals("any") ? FunnelQuery.ANY_TIME : Duration.parse(limit);
      steps.add(new Step(setting.place(kinds.get(i)), time));
    }
    return steps;
  }

  private static List<Exclusion> exclusions(String excluded, Setting setting) {
    var exclusions = new ArrayList<Exclusion>();
    for (var text : excluded.isEmpty() ? List.<String>of() : List.of(excluded.split(","))) {
      var parts = text.split("[:-]", 3);
      if (parts.length < 3) {
        throw new IllegalArgumentException(text + " is not KIND:1-2");
      }
      exclusions.add(
          new Exclusion(
              setting.place(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
    }
    return exclusions;
  }
}
