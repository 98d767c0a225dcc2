package changke.cluster;

import changke.engine.cohort.Lifecycle;
import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.People;
import changke.engine.days.Period;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// `lifecycle --kind open --period iso-week --from 2026-01-01 --to 2026-04-30`.
///
/// @param place the kind's number in the plan
record LifecycleQuestion(
    String name,
    String kind,
    int place,
    Period period,
    LocalDate from,
    LocalDate to,
    ZoneId zone,
    Instant asOf)
    implements Question<Lifecycle> {

  static LifecycleQuestion parse(Arguments given, Setting setting) {
    var kind = given.text("kind");
    return new LifecycleQuestion(
        given.text("name", "lifecycle"),
        kind,
        setting.place(kind),
        given.read("period", "day", text -> Period.valueOf(Arguments.constant(text))),
        given.read("from", LocalDate::parse),
        given.read("to", LocalDate::parse),
        setting.zone(),
        setting.asOf());
  }

  @Override
  public boolean readsEveryKind() {
    return false;
  }

  @Override
  public Lifecycle tally(History history) {
    var everybody = People.all(history.people());
    return Lifecycle.of(DaySets.of(history), place, period, from, to, asOf, everybody);
  }

  @Override
  public Lifecycle merge(Lifecycle one, Lifecycle other) {
    return one.merge(other);
  }

  @Override
  public Report report(Lifecycle whole) {
    var text = new StringBuilder("from,active,new,returning,resurrected,dormant,closed\n");
    var root = JsonNodeFactory.instance.objectNode();
    root.put("report", "lifecycle").put("name", name);
    root.putObject("definition").put("kind", kind).put("period", period.name());
    root.put("zone", zone.getId()).put("asOf", asOf.toString());
    var rows = root.putArray("rows");
    for (var row : whole.rows()) {
      text.append(row.firstDate()).append(',').append(row.active()).append(',');
      text.append(row.fresh()).append(',').append(row.returning()).append(',');
      text.append(row.resurrected()).append(',').append(row.dormant()).append(',');
      text.append(row.closed()).append('\n');
      var node = rows.addObject().put("firstDate", row.firstDate().toString());
      node.put("active", row.active()).put("new", row.fresh()).put("returning", row.returning());
      node.put("resurrected", row.resurrected()).put("dormant", row.dormant());
      node.put("closed", row.closed());
    }
    return new Report(root.toPrettyString() + "\n", text.toString());
  }

  @Override
  public Class<Lifecycle> tallyType() {
    return Lifecycle.class;
  }
}
