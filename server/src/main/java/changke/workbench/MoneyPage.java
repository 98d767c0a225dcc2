package changke.workbench;

import changke.pages.Page;
import changke.settlement.Settlement;
import changke.settlement.Standing;
import changke.settlement.StatementLine;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What the shop has earned. `request` makes pressing twice one settlement; `older` is where the
/// next page of the statement begins, or zero.
record MoneyPage(
    Desk desk,
    Standing standing,
    List<Settlement> settlements,
    List<StatementLine> lines,
    long older,
    UUID request,
    boolean owner)
    implements Page {

  private static final Set<String> KNOWN =
      Set.of("order-delivered", "order-taken-back", "settlement");

  String word(StatementLine line) {
    return "workbench.money.line." + (KNOWN.contains(line.kind()) ? line.kind() : "other");
  }
}
