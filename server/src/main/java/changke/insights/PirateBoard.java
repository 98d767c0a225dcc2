package changke.insights;

import changke.engine.cohort.Lifecycle;
import changke.engine.days.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Acquisition, activation, retention, referral and revenue by period, side by side.
final class PirateBoard implements Report {

  private static final int ACTIVATION_DAYS = 7;

  @Override
  public String name() {
    return "aarrr";
  }

  @Override
  public List<Control> controls(Scope scope, Voice voice) {
    return List.of(
        Control.select(
            "referral",
            voice.say("console.aarrr.referral.act"),
            scope.kinds(false, voice),
            scope.all().kinds().get(referral(scope))));
  }

  /// The chosen act, else the first whose name speaks of it, else a paid order.
  private static int referral(Scope scope) {
    int usual = Behaviour.SOLD;
    for (int kind = scope.all().kinds().size() - 1; kind > Behaviour.ACTIVE; kind--) {
      var name = scope.all().kinds().get(kind).toLowerCase(Locale.ROOT);
      if (name.contains("refer") || name.contains("invit") || name.contains("share")) {
        usual = kind;
      }
    }
    int chosen = scope.kind("referral", usual);
    return chosen == Behaviour.ACTIVE ? usual : chosen;
  }

  /// One period's sums.
  private static final class Sums {
    long activated;
    long asked;
    long buyers;
    long firstBuyers;
    long orders;
    long net;
    long gross;
    long referrers;
  }

  private static Sums[] sums(Scope scope) {
    int first = scope.period().of(scope.from());
    var sums = new Sums[scope.period().of(scope.to()) - first + 1];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new Sums();
    }
    activation(scope, sums, first);
    money(scope, sums, first);
    referrals(scope, sums, first);
    return sums;
  }

  /// Of the people who are new in a period: who came on a second day within a week of the first.
  private static void activation(Scope scope, Sums[] sums, int first) {
    var set = scope.all().sets.kind(Behaviour.ACTIVE);
    var people = scope.people();
    for (int p = 0; p < scope.all().size(); p++) {
      long began = people.contains(p) ? set.first(p) : -1;
      if (began >= 0) {
        int day = scope.all().calendar().dayOf(began);
        int at = scope.period().of(day) - first;
        if (at >= 0 && at < sums.length && day + ACTIVATION_DAYS < scope.today()) {
          sums[at].asked++;
          for (int later = day + 1; later <= day + ACTIVATION_DAYS; later++) {
            if (set.isActive(p, later)) {
              sums[at].activated++;
              break;
            }
          }
        }
      }
    }
  }

  private static void money(Scope scope, Sums[] sums, int first) {
    var orders = scope.all().purchases;
    var people = scope.people();
    for (int p = 0; p < orders.people(); p++) {
      int before = -1;
      for (int order = orders.from(p); order < orders.to(p); order++) {
        int at = scope.period().of(orders.day(order)) - first;
        if (at >= 0 && at < sums.length && people.contains(p)) {
          var sum = sums[at];
          sum.orders++;
          sum.net += orders.net(order);
          sum.gross += orders.gross(order);
          sum.buyers += at == before ? 0 : 1;
          sum.firstBuyers += order == orders.from(p) ? 1 : 0;
          before = at;
        }
      }
    }
  }

  private static void referrals(Scope scope, Sums[] sums, int first) {
    int act = referral(scope);
    for (int i = 0; i < sums.length; i++) {
      sums[i].referrers = activeIn(scope, act, first + i).and(scope.people()).count();
    }
  }

  /// Who did it in a period.
  private static People activeIn(Scope scope, int kind, int number) {
    return Crowds.active(
        scope.all(),
        kind,
        scope.period().firstDay(number),
        Math.min(scope.period().firstDay(number + 1), scope.today() + 1));
  }

  @Override
  public ReportView draw(Scope scope, Voice voice) {
    var life =
        Lifecycle.of(
                scope.all().sets,
                Behaviour.ACTIVE,
                scope.period(),
                scope.from(),
                scope.to(),
                scope.asOf(),
                scope.people())
            .rows();
    var definition =
        Block.definition(
            voice.say(
                "console.aarrr.define",
                voice.say("console.unit.word." + scope.unit()),
                scope.kindName(referral(scope), voice)));
    if (life.stream().allMatch(row -> row.active() + row.dormant() == 0)) {
      return new ReportView(
          List.of(definition, Block.empty(voice.say("console.lifecycle.empty"))), "");
    }
    var sums = sums(scope);
    var csv =
        new Csv(
            "period",
            "closed",
            "new",
            "activated",
            "activation_asked",
            "active",
            "kept",
            "active_before",
            "referrers",
            "buyers",
            "first_buyers",
            "orders",
            "net",
            "refunded");
    var rows = new ArrayList<List<Block.Cell>>();
    for (int at = life.size() - 1; at >= 0; at--) {
      rows.add(row(life.get(at), sums[at], at, scope, voice));
    }
    for (int at = 0; at < life.size(); at++) {
      var row = life.get(at);
      var sum = sums[at];
      csv.row(
          row.firstDate(),
          row.closed(),
          row.fresh(),
          sum.activated,
          sum.asked,
          row.active(),
          row.returning(),
          row.returning() + row.dormant(),
          sum.referrers,
          sum.buyers,
          sum.firstBuyers,
          sum.orders,
          Decimals.major(sum.net, scope.all().currency()),
          Decimals.major(sum.gross - sum.net, scope.all().currency()));
    }
    return new ReportView(
        List.of(
            definition,
            new Block.Figures(voice.say("console.aarrr.title"), header(scope, voice), rows)),
        csv.toString());
  }

  private static List<String> header(Scope scope, Voice voice) {
    var header = new ArrayList<String>();
    header.add(voice.say("console.unit." + scope.unit()));
    for (var word :
        List.of(
            "new",
            "activation",
            "active",
            "kept",
            "referral",
            "buyers",
            "first",
            "orders",
            "each",
            "net",
            "basket",
            "arpu",
            "arppu",
            "refunds")) {
      header.add(voice.say("console.aarrr." + word));
    }
    return header;
  }

  private static List<Block.Cell> row(
      Lifecycle.Row life, Sums sum, int at, Scope scope, Voice voice) {
    long before = life.returning() + life.dormant();
    var money = scope.all().currency();
    return List.of(
        Block.plain(voice.period(life.firstDate(), scope.period()) + (life.closed() ? "" : "*")),
        Block.linked(voice.number(life.fresh()), "new:" + at),
        share(sum.activated, sum.asked, voice),
        Block.linked(voice.number(life.active()), "active:" + at),
        share(life.returning(), before, voice),
        Block.linked(voice.number(sum.referrers), sum.referrers > 0 ? "referral:" + at : ""),
        Block.linked(voice.number(sum.buyers), sum.buyers > 0 ? "buyers:" + at : ""),
        Block.plain(voice.number(sum.firstBuyers)),
        Block.plain(voice.number(sum.orders)),
        Block.plain(sum.buyers == 0 ? "–" : voice.decimal((double) sum.orders / sum.buyers)),
        Block.plain(voice.money(sum.net, money)),
        Block.plain(sum.orders == 0 ? "–" : voice.money(sum.net / sum.orders, money)),
        Block.plain(life.active() == 0 ? "–" : voice.money(sum.net / life.active(), money)),
        Block.plain(sum.buyers == 0 ? "–" : voice.money(sum.net / sum.buyers, money)),
        share(sum.gross - sum.net, sum.gross, voice));
  }

  private static Block.Cell share(long part, long whole, Voice voice) {
    return new Block.Cell(
        whole == 0 ? "–" : voice.percent((double) part / whole),
        "",
        voice.number(part) + " / " + voice.number(whole),
        "");
  }

  @Override
  public People behind(Scope scope, Pick pick, int most) {
    int number = scope.period().of(scope.from()) + pick.number(1);
    if (pick.number(1) < 0) {
      return People.none(scope.all().size());
    }
    var active = scope.all().sets.kind(Behaviour.ACTIVE);
    return switch (pick.parts().getFirst()) {
      case "active" -> activeIn(scope, Behaviour.ACTIVE, number).and(scope.people());
      case "buyers" -> activeIn(scope, Behaviour.SOLD, number).and(scope.people());
      case "referral" -> activeIn(scope, referral(scope), number).and(scope.people());
      case "new" -> {
        var people = scope.people();
        var period = scope.period();
        yield People.of(
            scope.all().size(),
            p -> {
              long first = people.contains(p) ? active.first(p) : -1;
              return first >= 0 && period.of(scope.all().calendar().dayOf(first)) == number;
            });
      }
      default -> People.none(scope.all().size());
    };
  }
}
