package changke.insights;

import changke.engine.days.People;
import changke.engine.funnel.PathQuery;
import changke.engine.funnel.PathReport;
import changke.engine.funnel.Paths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Where people go next within a session.
final class PathBoard implements Report {

  private static final String ANY = "any";

  @Override
  public String name() {
    return "paths";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    var query = query(scope);
    var starts = new ArrayList<Control.Option>();
    starts.add(new Control.Option(ANY, voice.say("console.paths.any")));
    starts.addAll(scope.kinds(false, voice));
    return List.of(
        Control.select(
            "start",
            voice.say("console.paths.start"),
            starts,
            query.from() < 0 ? ANY : scope.all().kinds().get(query.from())),
        Control.number("length", voice.say("console.paths.length"), query.length()),
        Control.number("shown", voice.say("console.paths.shown"), query.shown()));
  }

  private static PathQuery query(Scope scope) {
    var kinds =
        IntStream.range(0, scope.all().kinds().size())
            .filter(kind -> kind != Behaviour.ACTIVE)
            .boxed()
            .toList();
    return new PathQuery(
            kinds,
            scope.kind("start", -1) == Behaviour.ACTIVE ? -1 : scope.kind("start", -1),
            scope.asked().number("length", 4, 2, 8),
            true,
            scope.asked().number("shown", 5, 2, 10))
        .between(scope.fromInstant(), scope.toInstant());
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var query = query(scope);
    var report = Paths.tally(scope.all().trails, query, scope.people()).report();
    var definition =
        Block.definition(
            voice.say("console.paths.define", voice.day(scope.from()), voice.day(scope.to())));
    if (report.nodes().isEmpty()) {
      return new ReportView(List.of(definition, Block.empty(voice.say("console.paths.empty"))), "");
    }
    var title = voice.say("console.paths.title");
    return new ReportView(
        List.of(
            definition,
            new Block.Picture(
                title,
                Sankey.draw(report, kind -> word(scope, kind, voice), title, voice),
                Optional.empty()),
            table(report, scope, voice)),
        csv(report, scope, voice));
  }

  private static String word(Scope scope, int kind, Voice voice) {
    return switch (kind) {
      case PathReport.OTHER -> voice.say("console.paths.other");
      case PathReport.DROP_OFF -> voice.say("console.paths.end");
      default -> scope.kindName(kind, voice);
    };
  }

  private static Block.Figures table(PathReport report, Scope scope, Voice voice) {
    var rows = new ArrayList<List<Block.Cell>>();
    report.links().stream()
        .sorted(
            Comparator.comparingInt(PathReport.Link::step)
                .thenComparing(Comparator.comparingLong(PathReport.Link::sessions).reversed()))
        .limit(60)
        .forEach(link -> {
          boolean named = link.from() >= 0 && link.to() != PathReport.OTHER;
          rows.add(
              List.of(
                  Block.plain(
                      link.step()
                          + 1
                          + " · "
                          + word(scope, link.from(), voice)
                          + " → "
                          + word(scope, link.to(), voice)),
                  Block.linked(
                      voice.number(link.sessions()),
                      named ? "link:" + link.step() + ":" + link.from() + ":" + link.to() : "")));
        });
    return new Block.Figures(
        voice.say("console.paths.table"),
        List.of(voice.say("console.paths.step"), voice.say("console.funnel.sessions")),
        rows);
  }

  private static String csv(PathReport report, Scope scope, Voice voice) {
    var csv = new Csv("step", "from", "to", "sessions");
    for (var link : report.links()) {
      csv.row(
          link.step() + 1,
          word(scope, link.from(), voice),
          word(scope, link.to(), voice),
          link.sessions());
    }
    return csv.toString();
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    return pick.is("link")
        ? Paths.behind(
            scope.all().trails,
            query(scope),
            scope.people(),
            pick.number(1),
            pick.number(2),
            pick.number(3),
            most)
        : People.none(scope.all().size());
  }
}
