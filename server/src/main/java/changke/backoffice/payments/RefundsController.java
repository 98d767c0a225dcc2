package changke.backoffice.payments;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.insights.Csv;
import changke.pages.Redirect;
import changke.payments.PaymentRecords;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Refunds, and what was paid twice.
@Controller
@Allowed(Who.OPERATOR)
class RefundsController {

  private static final String LIST = "/backoffice/payments/refunds";
  private static final String SURPLUS = "/backoffice/payments/surplus";

  private final PaymentRecords records;
  private final Desk desk;

  RefundsController(PaymentRecords records, Desk desk) {
    this.records = records;
    this.desk = desk;
  }

  @GetMapping(LIST)
  RefundsPage refunds(@RequestParam Map<String, String> fields, Person operator) {
    var filter = Filter.of(LIST, fields);
    return new RefundsPage(
        desk.tabs("refunds"),
        filter,
        desk.channels(),
        desk.names(),
        records.refunds(filter.search(desk.zone(operator)), filter.page(), Filter.SIZE),
        operator.may(Right.REFUNDS));
  }

  @GetMapping(LIST + ".csv")
  ResponseEntity<byte[]> file(@RequestParam Map<String, String> fields, Person operator) {
    var search = Filter.of(LIST, fields).search(desk.zone(operator));
    var csv =
        new Csv(
            "id",
            "request",
            "charge",
            "reference",
            "amount",
            "currency",
            "state",
            "reason",
            "tries",
            "last_answer",
            "asked_at",
            "done_at");
    for (var refund : records.refunds(search, 0, PaymentRecords.LONGEST_FILE).rows()) {
      csv.row(
          refund.id().toString(),
          refund.request(),
          refund.charge().toString(),
          refund.reference(),
          refund.amount().major(),
          refund.amount().currency().getCurrencyCode(),
          refund.state(),
          refund.reason(),
          refund.tries(),
          refund.lastAnswer() == null ? "" : refund.lastAnswer(),
          refund.askedAt().toString(),
          refund.doneAt() == null ? "" : refund.doneAt().toString());
    }
    return Desk.file("refunds", csv);
  }

  /// Asks the providers once more, for all that were ticked.
  @PostMapping(LIST + "/retry")
  @Allowed(value = Who.OPERATOR, right = Right.REFUNDS, fresh = true)
  Redirect retry(@RequestParam(required = false) @Nullable List<String> id, Person operator) {
    var tried = records.retry(Desk.ticked(id), operator.id());
    return Redirect.to(LIST + "?state=by-hand")
        .saying(tried > 0 ? "payments.refunds.retried" : "payments.refunds.nothing");
  }

  @PostMapping(LIST + "/{refund}/done")
  @Allowed(value = Who.OPERATOR, right = Right.REFUNDS, fresh = true)
  Redirect done(@PathVariable UUID refund, Person operator) {
    return Redirect.to(LIST + "?state=by-hand")
        .saying(
            switch (records.doneByHand(refund, operator.id())) {
              case DONE -> "payments.refunds.noted";
              case WAITS -> "payments.second.waits";
              case GONE -> "payments.refunds.nothing";
            });
  }

  @GetMapping(SURPLUS)
  SurplusPage surplus(
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam(defaultValue = "0") int page,
      Person operator) {
    return new SurplusPage(
        desk.tabs("surplus"),
        all,
        desk.names(),
        records.surpluses(!all, Math.clamp(page, 0, 1000), Filter.SIZE),
        operator.may(Right.REFUNDS));
  }

  @PostMapping(SURPLUS + "/{surplus}/return")
  @Allowed(value = Who.OPERATOR, right = Right.REFUNDS, fresh = true)
  Redirect giveBack(@PathVariable UUID surplus, Person operator) {
    return Redirect.to(SURPLUS)
        .saying(
            records.giveBack(surplus, operator.id())
                ? "payments.surplus.goesBack"
                : "payments.surplus.decided");
  }

  @PostMapping(SURPLUS + "/{surplus}/credit")
  @Allowed(value = Who.OPERATOR, right = Right.REFUNDS, fresh = true)
  Redirect credit(@PathVariable UUID surplus, Person operator) {
    return Redirect.to(SURPLUS)
        .saying(
            switch (records.credit(surplus, operator.id())) {
              case DONE -> "payments.surplus.isCredited";
              case WAITS -> "payments.second.waits";
              case GONE -> "payments.surplus.decided";
            });
  }
}
