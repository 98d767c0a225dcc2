package changke.backoffice.payments;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.insights.Csv;
import changke.pages.Redirect;
import changke.payments.ChannelId;
import changke.payments.Reconciliations;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Days compared with providers' lists.
@Controller
@Allowed(Who.OPERATOR)
class ReconciliationController {

  private static final String LIST = "/backoffice/payments/reconciliation";

  private final Reconciliations reconciliations;
  private final Desk desk;
  private final Clock clock;

  ReconciliationController(Reconciliations reconciliations, Desk desk, Clock clock) {
    this.reconciliations = reconciliations;
    this.desk = desk;
    this.clock = clock;
  }

  @GetMapping(LIST)
  ReconciliationPage list(@RequestParam(defaultValue = "0") int page, Person operator) {
    return new ReconciliationPage(
        desk.tabs("reconciliation"),
        reconciliations.comparable(),
        desk.names(),
        LocalDate.ofInstant(clock.instant(), desk.zone(operator)).minusDays(1),
        reconciliations.latest(Math.clamp(page, 0, 1000), Filter.SIZE));
  }

  @PostMapping(LIST)
  Redirect compare(
      @RequestParam(defaultValue = "00000000-0000-0000-0000-000000000000") UUID channel,
      @RequestParam(defaultValue = "") String day) {
    try {
      var compared = reconciliations.compare(new ChannelId(channel), LocalDate.parse(day));
      return Redirect.to(LIST)
          .saying(
              compared.isPresent()
                  ? "payments.reconciliation.compared"
                  : "payments.reconciliation.notPossible");
    } catch (DateTimeException e) {
      return Redirect.to(LIST).saying("payments.reconciliation.noDay");
    }
  }

  @GetMapping(LIST + ".csv")
  ResponseEntity<byte[]> file() {
    var csv = new Csv("channel", "day", "kind", "line", "number", "reference", "theirs", "ours");
    for (var day : reconciliations.latest(0, 400).rows()) {
      for (var one : day.differences()) {
        csv.row(
            day.channel().toString(),
            day.day().toString(),
            one.kind().name(),
            one.line().name(),
            one.number(),
            one.reference(),
            one.theirs(),
            one.ours());
      }
    }
    return Desk.file("differences", csv);
  }
}
