package changke.backoffice.payments;

import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.insights.Csv;
import changke.pages.Redirect;
import changke.payments.PaymentRecords;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Charges and notifications, to be looked at.
@Controller
@Allowed(Who.OPERATOR)
class ChargesController {

  private static final String LIST = "/backoffice/payments/charges";
  private static final String NOTIFICATIONS = "/backoffice/payments/notifications";

  private final PaymentRecords records;
  private final Desk desk;

  ChargesController(PaymentRecords records, Desk desk) {
    this.records = records;
    this.desk = desk;
  }

  @GetMapping("/backoffice/payments")
  Redirect first() {
    return Redirect.to(LIST);
  }

  @GetMapping(LIST)
  ChargesPage charges(@RequestParam Map<String, String> fields, Person operator) {
    var filter = Filter.of(LIST, fields);
    var found = records.charges(filter.search(desk.zone(operator)), filter.page(), Filter.SIZE);
    return new ChargesPage(desk.tabs("charges"), filter, desk.channels(), desk.names(), found);
  }

  @GetMapping(LIST + ".csv")
  ResponseEntity<byte[]> file(
      @RequestParam Map<String, String> fields, Person operator, HttpServletRequest request) {
    var search = Filter.of(LIST, fields).search(desk.zone(operator));
    var names = desk.names();
    var csv =
        new Csv(
            "id",
            "channel",
            "reference",
            "trade_no",
            "purpose",
            "subject",
            "title",
            "amount",
            "currency",
            "state",
            "made_at",
            "paid_at");
    for (var charge : records.charges(search, 0, PaymentRecords.LONGEST_FILE).rows()) {
      var name = names.get(charge.channel());
      csv.row(
          charge.id().toString(),
          name == null ? "" : name.in(desk.language(request)),
          charge.reference(),
          text(charge.tradeNo()),
          charge.purpose(),
          charge.subject().toString(),
          charge.title(),
          charge.amount().major(),
          charge.amount().currency().getCurrencyCode(),
          charge.state().name().toLowerCase(Locale.ROOT),
          charge.madeAt().toString(),
          text(charge.paidAt()));
    }
    return Desk.file("charges", csv);
  }

  @GetMapping(NOTIFICATIONS)
  NotificationsPage notifications(@RequestParam Map<String, String> fields, Person operator) {
    var verified = !"refused".equals(fields.get("log"));
    var filter = Filter.of(NOTIFICATIONS, fields);
    var search = filter.search(desk.zone(operator));
    return new NotificationsPage(
        desk.tabs("notifications"),
        verified,
        filter,
        desk.channels(),
        desk.names(),
        verified
            ? records.notifications(search, filter.page(), Filter.SIZE)
            : records.refused(search, filter.page(), Filter.SIZE));
  }

  @GetMapping(NOTIFICATIONS + ".csv")
  ResponseEntity<byte[]> notificationsFile(
      @RequestParam Map<String, String> fields, Person operator) {
    var verified = !"refused".equals(fields.get("log"));
    var search = Filter.of(NOTIFICATIONS, fields).search(desk.zone(operator));
    var most = PaymentRecords.LONGEST_FILE;
    var rows = verified ? records.notifications(search, 0, most) : records.refused(search, 0, most);
    var csv =
        new Csv(
            "received_at", "channel", "kind", "outcome", "trade_no", "charge", "address", "fields");
    for (var row : rows.rows()) {
      csv.row(
          row.receivedAt().toString(),
          row.channel().toString(),
          row.kind(),
          row.outcome(),
          text(row.tradeNo()),
          text(row.charge()),
          row.address(),
          row.fields());
    }
    return Desk.file(verified ? "notifications" : "refused-notifications", csv);
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
