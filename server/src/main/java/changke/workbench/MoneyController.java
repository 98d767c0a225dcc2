package changke.workbench;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.pages.CsvFile;
import changke.pages.Redirect;
import changke.settlement.Settlements;
import changke.settlement.Settling;
import changke.shared.Ids;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What the shop has earned, when it is due, and the way to its owner's balance.
@Controller
@Allowed(Who.MERCHANT)
class MoneyController {

  private static final String PATH = "/workbench/{shop}/money";
  private static final int LISTED = 50;

  private final Settlements settlements;
  private final Catalog catalog;
  private final Ids ids;

  MoneyController(Settlements settlements, Catalog catalog, Ids ids) {
    this.settlements = settlements;
    this.catalog = catalog;
    this.ids = ids;
  }

  @GetMapping(PATH)
  MoneyPage money(Desk desk, @RequestParam(defaultValue = "9223372036854775807") long before) {
    var lines =
        settlements.statement(desk.merchant(), catalog.currency(), Math.max(0, before), LISTED + 1);
    var more = lines.size() > LISTED;
    var shown = more ? lines.subList(0, LISTED) : lines;
    return new MoneyPage(
        desk,
        settlements.standing(desk.merchant(), catalog.currency()),
        settlements.of(desk.merchant()),
        shown,
        more ? shown.getLast().id() : 0,
        ids.next(),
        settlements.owns(desk.person(), desk.merchant()));
  }

  @GetMapping(PATH + ".csv")
  ResponseEntity<String> file(Desk desk) {
    var csv = new CsvFile("statement.csv", "at", "kind", "about", "amount", "currency");
    var lines =
        settlements.statement(
            desk.merchant(), catalog.currency(), Long.MAX_VALUE, Settlements.LONGEST_FILE);
    for (var line : lines) {
      csv.row(
          line.at(), line.kind(), line.subject(), line.amount().major(), line.amount().currency());
    }
    return csv.answer();
  }

  /// Owners only, after a fresh sign-in: it is the shop's money that moves.
  @PostMapping(PATH)
  @Allowed(value = Who.MERCHANT, fresh = true)
  Redirect settle(Desk desk, @RequestParam UUID request) {
    var result = settlements.settle(request, desk.merchant(), catalog.currency(), desk.person());
    return Redirect.to(desk.path("/money"))
        .saying(
            switch (result) {
              case Settling.Settled settled -> "workbench.money.settled";
              case Settling.NothingDue nothing -> "workbench.money.nothingDue";
              case Settling.NotTheOwner not -> "workbench.money.notTheOwner";
            });
  }
}
