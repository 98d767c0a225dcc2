package changke.backoffice.payments;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.insights.Csv;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.payments.Approving;
import changke.payments.PaymentRecords;
import changke.payments.Withdrawals;
import changke.shared.PersonId;
import java.util.HashMap;
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

/// Money that leaves balances. Deciding needs the right and a fresh sign-in; so does seeing the
/// account.
@Controller
@Allowed(Who.OPERATOR)
class WithdrawalsController {

  private static final String LIST = "/backoffice/payments/withdrawals";

  private final Withdrawals withdrawals;
  private final Desk desk;

  WithdrawalsController(Withdrawals withdrawals, Desk desk) {
    this.withdrawals = withdrawals;
    this.desk = desk;
  }

  @GetMapping(LIST)
  WithdrawalsPage list(@RequestParam Map<String, String> fields, Person operator) {
    var filter = Filter.of(LIST, fields);
    var found = withdrawals.search(filter.search(desk.zone(operator)), filter.page(), Filter.SIZE);
    var people = new HashMap<PersonId, String>();
    found.rows().forEach(one -> people.computeIfAbsent(one.person(), desk::name));
    return new WithdrawalsPage(
        desk.tabs("withdrawals"), filter, people, found, operator.may(Right.PAYOUTS));
  }

  @GetMapping(LIST + ".csv")
  ResponseEntity<byte[]> file(@RequestParam Map<String, String> fields, Person operator) {
    var search = Filter.of(LIST, fields).search(desk.zone(operator));
    var csv =
        new Csv(
            "id",
            "person",
            "amount",
            "currency",
            "account",
            "state",
            "first_approval",
            "second_approval",
            "reference",
            "reason",
            "asked_at",
            "ended_at");
    for (var one : withdrawals.search(search, 0, PaymentRecords.LONGEST_FILE).rows()) {
      csv.row(
          one.id().toString(),
          one.person().toString(),
          one.amount().major(),
          one.amount().currency().getCurrencyCode(),
          one.shown(),
          one.state().code(),
          text(one.firstBy()),
          text(one.secondBy()),
          text(one.reference()),
          text(one.reason()),
          one.askedAt().toString(),
          text(one.endedAt()));
    }
    return Desk.file("withdrawals", csv);
  }

  @GetMapping(LIST + "/{id}")
  @Allowed(value = Who.OPERATOR, right = Right.PAYOUTS, fresh = true)
  WithdrawalPage one(@PathVariable UUID id, Person operator) {
    var found = withdrawals.find(id).orElseThrow(NotFoundException::new);
    return new WithdrawalPage(
        desk.tabs("withdrawals"),
        found,
        withdrawals.destination(id, operator.id()),
        desk.name(found.person()),
        desk.name(found.firstBy()),
        desk.name(found.secondBy()));
  }

  /// Approves all that were ticked; each is decided by itself.
  @PostMapping(LIST + "/approve")
  @Allowed(value = Who.OPERATOR, right = Right.PAYOUTS, fresh = true)
  Redirect approve(@RequestParam(required = false) @Nullable List<String> id, Person operator) {
    var approved = 0;
    var word = "payments.withdrawals.nothing";
    for (var one : Desk.ticked(id)) {
      var result = withdrawals.approve(one, operator.id());
      if (result instanceof Approving.Done || result instanceof Approving.OneMore) {
        approved++;
      }
      word = approved > 0 ? "payments.withdrawals.approved" : word(result);
    }
    return Redirect.to(LIST + "?state=open").saying(word);
  }

  @PostMapping(LIST + "/{id}/refuse")
  @Allowed(value = Who.OPERATOR, right = Right.PAYOUTS, fresh = true)
  Redirect refuse(
      @PathVariable UUID id, @RequestParam(defaultValue = "") String reason, Person operator) {
    if (reason.isBlank() || reason.length() > 500) {
      return Redirect.to(LIST + "/" + id).saying("payments.withdrawals.reasonNeeded");
    }
    return back(id, withdrawals.refuse(id, reason.strip(), operator.id()));
  }

  @PostMapping(LIST + "/{id}/sent")
  @Allowed(value = Who.OPERATOR, right = Right.PAYOUTS, fresh = true)
  Redirect sent(
      @PathVariable UUID id, @RequestParam(defaultValue = "") String reference, Person operator) {
    if (reference.isBlank() || reference.length() > 120) {
      return Redirect.to(LIST + "/" + id).saying("payments.withdrawals.referenceNeeded");
    }
    return back(id, withdrawals.sent(id, reference.strip(), operator.id()));
  }

  private static Redirect back(UUID id, Approving result) {
    return Redirect.to(LIST + "/" + id).saying(word(result));
  }

  private static String word(Approving result) {
    return switch (result) {
      case Approving.Done done -> "payments.withdrawals.done";
      case Approving.OneMore more -> "payments.withdrawals.oneMore";
      case Approving.NotYou you -> "payments.withdrawals.notYou";
      case Approving.NotOpen gone -> "payments.withdrawals.notOpen";
    };
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
