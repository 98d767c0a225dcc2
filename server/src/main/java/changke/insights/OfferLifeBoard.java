package changke.insights;

import changke.engine.days.People;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Where each offer is in its life, with what is usually done then.
///
/// The last 28 days beside the 28 before: a change counts when it is a fifth at least and larger
/// than chance would make it for counts of that size (1.64 standard errors).
final class OfferLifeBoard implements Report {

  private static final int SPAN = 28;
  private static final int LISTED = 100;
  private static final List<String> STAGES =
      List.of("launched", "growing", "mature", "declining", "asleep");

  @Override
  public String name() {
    return "offerlife";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    var stages = new ArrayList<Control.Option>();
    stages.add(new Control.Option("all", voice.say("console.offerlife.all")));
    stages.addAll(Draw.options("console.offerlife.stage.", STAGES, voice));
    return List.of(
        Control.select(
            "stage", voice.say("console.offerlife.stage"), stages, scope.asked().text("stage")));
  }

  /// One offer's figures.
  private static final class Life {
    int firstDay = Integer.MAX_VALUE;
    long now;
    long before;
    long net;
    long buyers;
    long again;

    String stage(int last) {
      if (firstDay > last - SPAN) {
        return "launched";
      }
      if (now == 0) {
        return "asleep";
      }
      double chance = 1.64 * Math.sqrt((double) now + before);
      if (now >= before * 1.2 && now - before > chance) {
        return "growing";
      }
      return now <= before * .8 && before - now > chance ? "declining" : "mature";
    }
  }

  private static Life[] lives(Scope scope) {
    var orders = scope.all().purchases;
    var lives = new Life[orders.offers().size()];
    for (int offer = 0; offer < lives.length; offer++) {
      lives[offer] = new Life();
    }
    var boughtBy = new int[lives.length];
    var againBy = new int[lives.length];
    int last = (int) scope.to().toEpochDay();
    for (int p = 0; p < orders.people(); p++) {
      for (int order = orders.from(p); order < orders.to(p); order++) {
        if (orders.day(order) <= last && scope.people().contains(p)) {
          for (int line = orders.lineFrom(order); line < orders.lineTo(order); line++) {
            int offer = orders.offer(line);
            var life = lives[offer];
            life.firstDay = Math.min(life.firstDay, orders.day(order));
            if (orders.day(order) > last - SPAN) {
              life.now++;
              life.net += orders.lineNet(line);
            } else if (orders.day(order) > last - 2 * SPAN) {
              life.before++;
            }
            if (boughtBy[offer] != p + 1) {
              boughtBy[offer] = p + 1;
              life.buyers++;
            } else if (againBy[offer] != p + 1) {
              againBy[offer] = p + 1;
              life.again++;
            }
          }
        }
      }
    }
    return lives;
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var lives = lives(scope);
    int last = (int) scope.to().toEpochDay();
    var wanted = scope.asked().text("stage");
    var definition = Block.definition(voice.say("console.offerlife.define", voice.day(scope.to())));
    var rows = new ArrayList<List<Block.Cell>>();
    var csv =
        new Csv(
            "offer",
            "stage",
            "first_sale_day",
            "sold_28",
            "sold_28_before",
            "net_28",
            "buyers",
            "bought_again");
    IntStream.range(0, lives.length)
        .filter(offer -> lives[offer].buyers > 0)
        .filter(offer -> !STAGES.contains(wanted) || lives[offer].stage(last).equals(wanted))
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer offer) -> -lives[offer].net)
                .thenComparingLong(offer -> -lives[offer].buyers))
        .limit(LISTED)
        .forEach(offer -> row(offer, lives[offer], last, scope, voice, rows, csv));
    if (rows.isEmpty()) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.offerlife.empty"))), "");
    }
    return new ReportView(
        List.of(
            definition,
            new Block.Figures(
                voice.say("console.offerlife.title"),
                List.of(
                    voice.say("console.offerlife.offer"),
                    voice.say("console.offerlife.stage"),
                    voice.say("console.offerlife.now"),
                    voice.say("console.offerlife.before"),
                    voice.say("insights.revenue.total"),
                    voice.say("insights.figure.buyers"),
                    voice.say("console.offerlife.again"),
                    voice.say("console.offerlife.advice")),
                rows)),
        csv.toString());
  }

  private static void row(
      int offer,
      Life life,
      int last,
      Scope scope,
      Voice voice,
      List<List<Block.Cell>> rows,
      Csv csv) {
    var stage = life.stage(last);
    double again = life.buyers == 0 ? 0 : (double) life.again / life.buyers;
    var name = scope.all().shelf().offer(offer, voice);
    rows.add(
        List.of(
            Block.plain(name),
            new Block.Cell(
                voice.say("console.offerlife.stage." + stage),
                stage.equals("growing") ? "good" : stage.equals("declining") ? "harm" : "",
                "",
                ""),
            Block.plain(voice.number(life.now)),
            Block.plain(voice.number(life.before)),
            Block.plain(voice.money(life.net, scope.all().currency())),
            Block.linked(voice.number(life.buyers), "buyers:" + offer),
            Block.plain(voice.percent(again)),
            new Block.Cell(voice.say("console.offerlife.advice." + stage), "advice", "", "")));
    csv.row(
        name,
        stage,
        LocalDate.ofEpochDay(life.firstDay),
        life.now,
        life.before,
        Decimals.major(life.net, scope.all().currency()),
        life.buyers,
        life.again);
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    var orders = scope.all().purchases;
    int last = (int) scope.to().toEpochDay();
    var people = scope.people();
    int wanted = pick.is("buyers") ? pick.number(1) : -1;
    return People.of(
        scope.all().size(),
        p -> {
          for (int order = orders.from(p); order < orders.to(p); order++) {
            for (int line = orders.lineFrom(order); line < orders.lineTo(order); line++) {
              if (orders.offer(line) == wanted && orders.day(order) <= last && people.contains(p)) {
                return true;
              }
            }
          }
          return false;
        });
  }
}
