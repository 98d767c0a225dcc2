package changke.backoffice.payments;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.insights.Csv;
import changke.pages.Redirect;
import changke.payments.Correcting;
import changke.payments.Corrections;
import changke.payments.PaymentRecords;
import changke.shared.Ids;
import changke.shared.Money;
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

/// Balances put right by hand: one operator asks, a second one says yes.
@Controller
@Allowed(Who.OPERATOR)
class CorrectionsController {

  private static final String LIST = "/backoffice/payments/corrections";
  private final Corrections corrections;
  private final Identity identity;
  private final Desk desk;
  private final Ids ids;
  private final Catalog catalog;

  CorrectionsController(
      Corrections corrections, Identity identity, Desk desk, Ids ids, Catalog catalog) {
    this.catalog = catalog;
    this.corrections = corrections;
    this.identity = identity;
    this.desk = desk;
    this.ids = ids;
  }

  @GetMapping(LIST)
  CorrectionsPage list(@RequestParam Map<String, String> fields, Person operator) {
    return page(fields, ids.next(), null, operator);
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
            "reason",
            "state",
            "asked_by",
            "asked_at",
            "ended_at");
    for (var one : corrections.search(search, 0, PaymentRecords.LONGEST_FILE).rows()) {
      csv.row(
          one.id().toString(),
          one.person().toString(),
          one.amount().major(),
          one.amount().currency().getCurrencyCode(),
          one.reason(),
          one.state().code(),
          one.askedBy().toString(),
          one.askedAt().toString(),
          one.endedAt() == null ? "" : one.endedAt().toString());
    }
    return Desk.file("corrections", csv);
  }

  @PostMapping(LIST)
  @Allowed(value = Who.OPERATOR, right = Right.PAYOUTS, fresh = true)
  Object ask(@RequestParam Map<String, String> fields, Person operator) {
    var request = request(fields);
    var person = identity.findByEmail(fields.getOrDefault("email", "").strip());
    if (person.isEmpty()) {
      return page(fields, request, "payments.corrections.nobody", operator);
    }
    var typed = fields.getOrDefault("amount", "").strip();
    if (!typed.matches("[0-9]{1,9}(\\.[0-9]{1,2})?")) {
      return page(fields, request, "payments.corrections.unfit", operator);
    }
    var amount = Money.parse(typed, catalog.currency());
    var signed = fields.getOrDefault("way", "").equals("take") ? amount.times(-1) : amount;
    var result =
        corrections.ask(
            request, person.get().id(), signed, fields.getOrDefault("reason", ""), operator.id());
    return result instanceof Correcting.Done || result instanceof Correcting.Waits
        ? Redirect.to(LIST).saying(word(result))
        : page(fields, request, word(result), operator);
  }

  @PostMapping(LIST + "/{id}/allow")
  @Allowed(value = Who.OPERATOR, right = Right.PAYOUTS, fresh = true)
  Redirect allow(@PathVariable UUID id, Person operator) {
    return Redirect.to(LIST).saying(word(corrections.allow(id, operator.id())));
  }

  private CorrectionsPage page(
      Map<String, String> fields, UUID request, @Nullable String problem, Person operator) {
    var filter = Filter.of(LIST, problem == null ? fields : Map.of());
    var found = corrections.search(filter.search(desk.zone(operator)), filter.page(), Filter.SIZE);
    var people = new HashMap<PersonId, String>();
    for (var one : found.rows()) {
      for (var id : List.of(one.person(), one.askedBy())) {
        people.computeIfAbsent(id, desk::name);
      }
    }
    return new CorrectionsPage(
        desk.tabs("corrections"),
        filter,
        people,
        found,
        request,
        problem == null ? Map.of() : fields,
        problem,
        operator.may(Right.PAYOUTS));
  }

  private UUID request(Map<String, String> fields) {
    var sent = fields.getOrDefault("request", "");
    return sent.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? UUID.fromString(sent)
        : ids.next();
  }

  private static String word(Correcting result) {
    return switch (result) {
      case Correcting.Done done -> "payments.corrections.done";
      case Correcting.Waits waits -> "payments.second.waits";
      case Correcting.TooLittle little -> "payments.corrections.tooLittle";
      case Correcting.NotYou you -> "payments.corrections.notYou";
      case Correcting.Unfit unfit -> "payments.corrections.unfit";
      case Correcting.Refused refused -> "payments.corrections.refused";
    };
  }
}
