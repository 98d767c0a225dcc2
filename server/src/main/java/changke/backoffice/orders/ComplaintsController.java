package changke.backoffice.orders;

import changke.counter.Answers;
import changke.counter.ComplaintCsv;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.orders.Complaining;
import changke.orders.Complaint;
import changke.orders.ComplaintLists;
import changke.orders.ComplaintSearch;
import changke.orders.Disputes;
import changke.orders.Orders;
import changke.orders.Party;
import changke.orders.Side;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.Slice;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The operators' queue of complaints: those that wait for a decision first.
@Controller
@RequestMapping("/backoffice/complaints")
@Allowed(Who.OPERATOR)
class ComplaintsController {

  private static final int LAST_PAGE = 1000;
  private static final int MOST_AT_ONCE = 50;
  private static final int ROWS_IN_CSV = 5_000;
  private static final String LIST = "/backoffice/complaints";
  private static final List<String> ACTS = List.of("say", "replace", "refund", "reject");

  private final Disputes disputes;
  private final ComplaintLists lists;
  private final Orders orders;

  ComplaintsController(Disputes disputes, ComplaintLists lists, Orders orders) {
    this.disputes = disputes;
    this.lists = lists;
    this.orders = orders;
  }

  @GetMapping
  ComplaintsPage list(
      @RequestParam(defaultValue = "OPERATOR") ComplaintSearch.Which which,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "0") int page) {
    var search = new ComplaintSearch(which, text, null);
    return new ComplaintsPage(
        search, lists.search(search, Math.clamp(page, 0, LAST_PAGE), Slice.DEFAULT_SIZE));
  }

  @GetMapping("/list.csv")
  ResponseEntity<String> csv(
      @RequestParam(defaultValue = "OPEN") ComplaintSearch.Which which,
      @RequestParam(defaultValue = "") String text) {
    var rows = lists.search(new ComplaintSearch(which, text, null), 0, ROWS_IN_CSV).rows();
    return ComplaintCsv.forOperators(rows);
  }

  @GetMapping("/{id}")
  ComplaintPage show(@PathVariable UUID id) {
    var complaint = found(id);
    return new ComplaintPage(
        orders.find(complaint.order()).orElseThrow(NotFoundException::new),
        disputes.talk(complaint, Side.OPERATOR));
  }

  @PostMapping("/{id}/{act}")
  @Allowed(value = Who.OPERATOR, right = Right.REFUNDS)
  Redirect act(
      @PathVariable UUID id,
      @PathVariable String act,
      @RequestParam(defaultValue = "") String text,
      Person operator) {
    var result = act(found(id), Party.operator(operator.id()), act, text);
    return Redirect.to(LIST + "/" + id).saying(Answers.word(result));
  }

  /// The same decision for several at once; what cannot be done is left as it is.
  @PostMapping("/bulk")
  @Allowed(value = Who.OPERATOR, right = Right.REFUNDS)
  Redirect bulk(
      @RequestParam(defaultValue = "") List<UUID> ids,
      @RequestParam(defaultValue = "") String act,
      @RequestParam(defaultValue = "") String text,
      Person operator) {
    var by = Party.operator(operator.id());
    var undone =
        ids.stream()
            .limit(MOST_AT_ONCE)
            .map(id -> act(found(id), by, act, text))
            .filter(result -> !(result instanceof Complaining.Decided))
            .count();
    return Redirect.to(LIST)
        .saying(undone == 0 ? "orders.complaint.allDone" : "orders.complaint.someDone");
  }

  @GetMapping("/{id}/pictures/{picture}")
  ResponseEntity<byte[]> picture(@PathVariable UUID id, @PathVariable UUID picture) {
    var shown = disputes.picture(found(id).id(), picture).orElseThrow(NotFoundException::new);
    return Answers.picture(shown);
  }

  private Complaining act(Complaint complaint, Party by, String act, String text) {
    if (!ACTS.contains(act)) {
      throw new NotFoundException();
    }
    return switch (act) {
      case "replace" -> disputes.replace(complaint.id(), by, text);
      case "refund" -> disputes.refund(complaint.id(), by, text);
      case "reject" -> disputes.reject(complaint.id(), by, text);
      default -> disputes.say(complaint.id(), by, text, List.of());
    };
  }

  private Complaint found(UUID id) {
    return disputes.find(id).orElseThrow(NotFoundException::new);
  }
}
